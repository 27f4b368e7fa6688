"""Datasets the package ships: real names of skills, occupations and places; synthetic ads.

The ads are made by a generator with a seed. They are called *syntetiska annonser* in Swedish and
*synthetic ads* in English wherever something made from them is shown (`synthetic_notice`).
"""
