"""Relatedness networks and almost-have skills, from job ads."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobility.archiving.build import add_to_corpus, build_corpus, with_skills
    from mobility.archiving.corpus_report import CorpusReport, corpus_report
    from mobility.archiving.download import download_archives
    from mobility.archiving.duplicates import corpus_duplicates
    from mobility.archiving.industries import add_industries
    from mobility.archiving.near_duplicates import corpus_near_duplicates
    from mobility.counting.conditions import occupation_conditions
    from mobility.counting.corpus_skills import skill_counts
    from mobility.counting.crossed_links import crossed_links
    from mobility.counting.crosswalked_flows import crosswalked_flow_ranges, crosswalked_flows
    from mobility.counting.crosswalked_tables import crosswalked_incidence, crosswalked_vacancies
    from mobility.counting.duplicates import duplicates
    from mobility.counting.employer_caps import employer_cap_effect
    from mobility.counting.entry import entry_requirements
    from mobility.counting.flows_from_spells import flows_from_spells
    from mobility.counting.grouped_regions import grouped_regions
    from mobility.counting.job_skills import job_skills
    from mobility.counting.ledger import ad_ledger
    from mobility.counting.levels import at_level
    from mobility.counting.links import occupation_links
    from mobility.counting.near_duplicates import near_duplicates
    from mobility.counting.occupation_names import named_ads, named_links
    from mobility.counting.occupation_skills import industry_skills, occupation_skills
    from mobility.counting.occupation_words import occupation_words
    from mobility.counting.shrinkage import shrunk, shrunk_specialization
    from mobility.counting.vacancies import vacancies
    from mobility.counting.weights import (
        effective_use,
        share,
        specialization,
        tf_idf,
    )
    from mobility.finding.accepted_candidates import accepted_candidates
    from mobility.finding.boilerplate import boilerplate
    from mobility.finding.candidates import candidate_terms
    from mobility.finding.conditions import find_conditions
    from mobility.finding.find import find_skills
    from mobility.finding.judged_phrases import phrases_to_judge, threshold_from_judged
    from mobility.finding.language import language_of
    from mobility.finding.linked_skills import skills_of_links
    from mobility.finding.matches import matches
    from mobility.finding.report import found_skills, never_found
    from mobility.finding.review import read_review, write_review
    from mobility.finding.review_effect import review_by_effect
    from mobility.finding.similar import similar_skills
    from mobility.finding.similarity_threshold import similarity_threshold
    from mobility.finding.skills import prepare_skills
    from mobility.finding.skills_near_phrases import skills_near_phrases
    from mobility.foundation.ads import Ads
    from mobility.foundation.conditions import Conditions
    from mobility.foundation.corpus import Corpus, read_corpus
    from mobility.foundation.crosswalk import Crosswalk
    from mobility.foundation.encoder import Encoder
    from mobility.foundation.errors import (
        EmptyResultError,
        FileProblemError,
        InputError,
        MissingPackageError,
        MobilityError,
        UnknownNameError,
        VersionError,
    )
    from mobility.foundation.flows import Flows
    from mobility.foundation.incidence import Incidence
    from mobility.foundation.network import Network
    from mobility.foundation.network_files import read_network, write_network
    from mobility.foundation.occupations import Occupations
    from mobility.foundation.recipe import Recipe, recipe_of
    from mobility.foundation.regional_counts import RegionalCounts
    from mobility.foundation.skill_list import SkillList
    from mobility.reaching.adjacent import adjacent
    from mobility.reaching.almost_have import almost_have
    from mobility.reaching.attractive import activity_growth
    from mobility.reaching.batch import Answers, answers
    from mobility.reaching.board import RegionBoard
    from mobility.reaching.change import flow_change
    from mobility.reaching.compare_regions import compare_regions
    from mobility.reaching.density import density, relative_density
    from mobility.reaching.earlier_flows import without_flows_into
    from mobility.reaching.entry_backtest import entry_backtest
    from mobility.reaching.first_rung import first_rung
    from mobility.reaching.gates_by_law import gates_by_law
    from mobility.reaching.hard_to_fill import hard_to_fill
    from mobility.reaching.held_out import held_out
    from mobility.reaching.learned_gains import learned_gains
    from mobility.reaching.location_quotients import location_quotients, presence, region_presence
    from mobility.reaching.occupation_names import with_occupation_names
    from mobility.reaching.opens import opens
    from mobility.reaching.origins import Origins, origins
    from mobility.reaching.origins_mix import SkillMix, skill_mix
    from mobility.reaching.pathways import pathways
    from mobility.reaching.person import Person
    from mobility.reaching.recovery import recovery
    from mobility.reaching.region_board import region_board
    from mobility.reaching.region_entries import region_entries
    from mobility.reaching.region_evidence import region_evidence
    from mobility.reaching.region_skills import region_skills
    from mobility.reaching.schooling_asked import compare_schooling, schooling_asked
    from mobility.reaching.sex_mix import sex_mix
    from mobility.reaching.skill_change import skill_change
    from mobility.reaching.skill_space import SkillSpace, skill_space
    from mobility.reaching.understand import understand
    from mobility.reaching.usual_conditions import usual_conditions
    from mobility.reaching.validation import validate
    from mobility.reaching.validation_by_size import validate_by_size
    from mobility.reaching.vocabulary import Vocabulary, vocabulary
    from mobility.reaching.what_if import what_if
    from mobility.reaching.what_if_group import what_if_group
    from mobility.reaching.why_not import WhyNot, why_not
    from mobility.reading.ads import read_ads
    from mobility.reading.coverage import ad_coverage
    from mobility.reading.crosswalks import read_crosswalk
    from mobility.reading.employer_industries import with_industries
    from mobility.reading.employer_register import Employers, read_employers
    from mobility.reading.employment import read_employment
    from mobility.reading.flows import read_flows
    from mobility.reading.links import read_links
    from mobility.reading.occupations import read_occupations
    from mobility.reading.occupations_in_ads import occupations_in_ads
    from mobility.reading.pay import read_pay
    from mobility.reading.region_groups import read_region_groups
    from mobility.reading.skills import read_skills
    from mobility.reading.vacancies import read_vacancies
    from mobility.relating.adjusted_p import adjusted_p
    from mobility.relating.backbone import backbone
    from mobility.relating.backbones_in_words import backbones_in_words
    from mobility.relating.communities import communities
    from mobility.relating.community_levels import community_levels
    from mobility.relating.community_names import community_names
    from mobility.relating.community_tree import CommunityTree, community_tree
    from mobility.relating.community_tree_names import community_tree_names
    from mobility.relating.compare_backbones import compare_backbones
    from mobility.relating.consensus import Consensus, consensus_communities
    from mobility.relating.corpus_encoder import CorpusEncoder
    from mobility.relating.disparity import disparity
    from mobility.relating.embeddings import embedding_relatedness
    from mobility.relating.judged_edges import judged_edges
    from mobility.relating.learned import LearnedRelatedness, learned_relatedness
    from mobility.relating.learned_model import LearnedModel, predict_relatedness
    from mobility.relating.merge_effects import merge_effects
    from mobility.relating.multilingual_encoder import MultilingualEncoder
    from mobility.relating.mutual_nearest import mutual_nearest
    from mobility.relating.nearest import nearest
    from mobility.relating.node_bootstrap import NodeBootstrap, node_bootstrap
    from mobility.relating.noise_corrected import noise_corrected
    from mobility.relating.pair_covariates import levels_apart, pair_gap
    from mobility.relating.poisson_flows import FlowModel, expected_flows
    from mobility.relating.published_flow_weights import published_flow_weights
    from mobility.relating.qap import Agreement, qap
    from mobility.relating.relatedness import relatedness
    from mobility.relating.relatedness_intervals import relatedness_intervals
    from mobility.relating.sdsm import sdsm
    from mobility.relating.sentence_encoder import SentenceEncoder
    from mobility.relating.skill_relatedness import skill_relatedness
    from mobility.relating.spanning_tree import spanning_tree
    from mobility.relating.texts import text_relatedness, word_counts
    from mobility.relating.zoom import aggregate, aggregate_by
    from mobility.saving.latex import write_latex
    from mobility.saving.learned_model import read_model, write_model
    from mobility.saving.origins_workbook import write_origins_workbook
    from mobility.saving.region_workbook import write_region_workbook
    from mobility.saving.skill_space import read_space, write_space
    from mobility.saving.study import Study, read_study, write_study
    from mobility.saving.tables import write_table
    from mobility.showing.compare_page import write_comparison_page
    from mobility.showing.compare_view import ComparisonView
    from mobility.showing.corpus_page import write_corpus_page
    from mobility.showing.matcher_page import matcher_page, write_matcher_page
    from mobility.showing.matcher_view import MatcherView
    from mobility.showing.network_page import network_page, write_network_page
    from mobility.showing.network_view import NetworkView
    from mobility.showing.origins_page import write_origins_page
    from mobility.showing.origins_view import OriginsView
    from mobility.showing.region_page import write_region_page
    from mobility.showing.region_view import RegionView
    from mobility.showing.validation_page import write_validation_page
    from mobility.showing.validation_table import validation_table
    from mobility.showing.validation_view import ValidationView
    from mobility.walk import study_ads, study_links, study_texts, study_view, write_study_page

__all__ = [
    "Ads",
    "Agreement",
    "Answers",
    "CommunityTree",
    "ComparisonView",
    "Conditions",
    "Consensus",
    "Corpus",
    "CorpusEncoder",
    "CorpusReport",
    "Crosswalk",
    "Employers",
    "EmptyResultError",
    "Encoder",
    "FileProblemError",
    "FlowModel",
    "Flows",
    "Incidence",
    "InputError",
    "LearnedModel",
    "LearnedRelatedness",
    "MatcherView",
    "MissingPackageError",
    "MobilityError",
    "MultilingualEncoder",
    "Network",
    "NetworkView",
    "NodeBootstrap",
    "Occupations",
    "Origins",
    "OriginsView",
    "Person",
    "Recipe",
    "RegionBoard",
    "RegionView",
    "RegionalCounts",
    "SentenceEncoder",
    "SkillList",
    "SkillMix",
    "SkillSpace",
    "Study",
    "UnknownNameError",
    "ValidationView",
    "VersionError",
    "Vocabulary",
    "WhyNot",
    "accepted_candidates",
    "activity_growth",
    "ad_coverage",
    "ad_ledger",
    "add_industries",
    "add_to_corpus",
    "adjacent",
    "adjusted_p",
    "aggregate",
    "aggregate_by",
    "almost_have",
    "answers",
    "at_level",
    "backbone",
    "backbones_in_words",
    "boilerplate",
    "build_corpus",
    "candidate_terms",
    "communities",
    "community_levels",
    "community_names",
    "community_tree",
    "community_tree_names",
    "compare_backbones",
    "compare_regions",
    "compare_schooling",
    "consensus_communities",
    "corpus_duplicates",
    "corpus_near_duplicates",
    "corpus_report",
    "crossed_links",
    "crosswalked_flow_ranges",
    "crosswalked_flows",
    "crosswalked_incidence",
    "crosswalked_vacancies",
    "density",
    "disparity",
    "download_archives",
    "duplicates",
    "effective_use",
    "embedding_relatedness",
    "employer_cap_effect",
    "entry_backtest",
    "entry_requirements",
    "expected_flows",
    "find_conditions",
    "find_skills",
    "first_rung",
    "flow_change",
    "flows_from_spells",
    "found_skills",
    "gates_by_law",
    "grouped_regions",
    "hard_to_fill",
    "held_out",
    "industry_skills",
    "job_skills",
    "judged_edges",
    "language_of",
    "learned_gains",
    "learned_relatedness",
    "levels_apart",
    "location_quotients",
    "matcher_page",
    "matches",
    "merge_effects",
    "mutual_nearest",
    "named_ads",
    "named_links",
    "near_duplicates",
    "nearest",
    "network_page",
    "never_found",
    "node_bootstrap",
    "noise_corrected",
    "occupation_conditions",
    "occupation_links",
    "occupation_skills",
    "occupation_words",
    "occupations_in_ads",
    "opens",
    "origins",
    "pair_gap",
    "pathways",
    "phrases_to_judge",
    "predict_relatedness",
    "prepare_skills",
    "presence",
    "published_flow_weights",
    "qap",
    "read_ads",
    "read_corpus",
    "read_crosswalk",
    "read_employers",
    "read_employment",
    "read_flows",
    "read_links",
    "read_model",
    "read_network",
    "read_occupations",
    "read_pay",
    "read_region_groups",
    "read_review",
    "read_skills",
    "read_space",
    "read_study",
    "read_vacancies",
    "recipe_of",
    "recovery",
    "region_board",
    "region_entries",
    "region_evidence",
    "region_presence",
    "region_skills",
    "relatedness",
    "relatedness_intervals",
    "relative_density",
    "review_by_effect",
    "schooling_asked",
    "sdsm",
    "sex_mix",
    "share",
    "shrunk",
    "shrunk_specialization",
    "similar_skills",
    "similarity_threshold",
    "skill_change",
    "skill_counts",
    "skill_mix",
    "skill_relatedness",
    "skill_space",
    "skills_near_phrases",
    "skills_of_links",
    "spanning_tree",
    "specialization",
    "study_ads",
    "study_links",
    "study_texts",
    "study_view",
    "text_relatedness",
    "tf_idf",
    "threshold_from_judged",
    "understand",
    "usual_conditions",
    "vacancies",
    "validate",
    "validate_by_size",
    "validation_table",
    "vocabulary",
    "what_if",
    "what_if_group",
    "why_not",
    "with_industries",
    "with_occupation_names",
    "with_skills",
    "without_flows_into",
    "word_counts",
    "write_comparison_page",
    "write_corpus_page",
    "write_latex",
    "write_matcher_page",
    "write_model",
    "write_network",
    "write_network_page",
    "write_origins_page",
    "write_origins_workbook",
    "write_region_page",
    "write_region_workbook",
    "write_review",
    "write_space",
    "write_study",
    "write_study_page",
    "write_table",
    "write_validation_page",
]

_HOMES = {
    "Ads": "mobility.foundation.ads",
    "Agreement": "mobility.relating.qap",
    "Answers": "mobility.reaching.batch",
    "CommunityTree": "mobility.relating.community_tree",
    "ComparisonView": "mobility.showing.compare_view",
    "Conditions": "mobility.foundation.conditions",
    "Consensus": "mobility.relating.consensus",
    "Corpus": "mobility.foundation.corpus",
    "CorpusEncoder": "mobility.relating.corpus_encoder",
    "CorpusReport": "mobility.archiving.corpus_report",
    "Crosswalk": "mobility.foundation.crosswalk",
    "Employers": "mobility.reading.employer_register",
    "EmptyResultError": "mobility.foundation.errors",
    "Encoder": "mobility.foundation.encoder",
    "FileProblemError": "mobility.foundation.errors",
    "FlowModel": "mobility.relating.poisson_flows",
    "Flows": "mobility.foundation.flows",
    "Incidence": "mobility.foundation.incidence",
    "InputError": "mobility.foundation.errors",
    "LearnedModel": "mobility.relating.learned_model",
    "LearnedRelatedness": "mobility.relating.learned",
    "MatcherView": "mobility.showing.matcher_view",
    "MissingPackageError": "mobility.foundation.errors",
    "MobilityError": "mobility.foundation.errors",
    "MultilingualEncoder": "mobility.relating.multilingual_encoder",
    "Network": "mobility.foundation.network",
    "NetworkView": "mobility.showing.network_view",
    "NodeBootstrap": "mobility.relating.node_bootstrap",
    "Occupations": "mobility.foundation.occupations",
    "Origins": "mobility.reaching.origins",
    "OriginsView": "mobility.showing.origins_view",
    "Person": "mobility.reaching.person",
    "Recipe": "mobility.foundation.recipe",
    "RegionBoard": "mobility.reaching.board",
    "RegionView": "mobility.showing.region_view",
    "RegionalCounts": "mobility.foundation.regional_counts",
    "SentenceEncoder": "mobility.relating.sentence_encoder",
    "SkillList": "mobility.foundation.skill_list",
    "SkillMix": "mobility.reaching.origins_mix",
    "SkillSpace": "mobility.reaching.skill_space",
    "Study": "mobility.saving.study",
    "UnknownNameError": "mobility.foundation.errors",
    "ValidationView": "mobility.showing.validation_view",
    "VersionError": "mobility.foundation.errors",
    "Vocabulary": "mobility.reaching.vocabulary",
    "WhyNot": "mobility.reaching.why_not",
    "accepted_candidates": "mobility.finding.accepted_candidates",
    "activity_growth": "mobility.reaching.attractive",
    "ad_coverage": "mobility.reading.coverage",
    "ad_ledger": "mobility.counting.ledger",
    "add_industries": "mobility.archiving.industries",
    "add_to_corpus": "mobility.archiving.build",
    "adjacent": "mobility.reaching.adjacent",
    "adjusted_p": "mobility.relating.adjusted_p",
    "aggregate": "mobility.relating.zoom",
    "aggregate_by": "mobility.relating.zoom",
    "almost_have": "mobility.reaching.almost_have",
    "answers": "mobility.reaching.batch",
    "at_level": "mobility.counting.levels",
    "backbone": "mobility.relating.backbone",
    "backbones_in_words": "mobility.relating.backbones_in_words",
    "boilerplate": "mobility.finding.boilerplate",
    "build_corpus": "mobility.archiving.build",
    "candidate_terms": "mobility.finding.candidates",
    "communities": "mobility.relating.communities",
    "community_levels": "mobility.relating.community_levels",
    "community_names": "mobility.relating.community_names",
    "community_tree": "mobility.relating.community_tree",
    "community_tree_names": "mobility.relating.community_tree_names",
    "compare_backbones": "mobility.relating.compare_backbones",
    "compare_regions": "mobility.reaching.compare_regions",
    "compare_schooling": "mobility.reaching.schooling_asked",
    "consensus_communities": "mobility.relating.consensus",
    "corpus_duplicates": "mobility.archiving.duplicates",
    "corpus_near_duplicates": "mobility.archiving.near_duplicates",
    "corpus_report": "mobility.archiving.corpus_report",
    "crossed_links": "mobility.counting.crossed_links",
    "crosswalked_flow_ranges": "mobility.counting.crosswalked_flows",
    "crosswalked_flows": "mobility.counting.crosswalked_flows",
    "crosswalked_incidence": "mobility.counting.crosswalked_tables",
    "crosswalked_vacancies": "mobility.counting.crosswalked_tables",
    "density": "mobility.reaching.density",
    "disparity": "mobility.relating.disparity",
    "download_archives": "mobility.archiving.download",
    "duplicates": "mobility.counting.duplicates",
    "effective_use": "mobility.counting.weights",
    "embedding_relatedness": "mobility.relating.embeddings",
    "employer_cap_effect": "mobility.counting.employer_caps",
    "entry_backtest": "mobility.reaching.entry_backtest",
    "entry_requirements": "mobility.counting.entry",
    "expected_flows": "mobility.relating.poisson_flows",
    "find_conditions": "mobility.finding.conditions",
    "find_skills": "mobility.finding.find",
    "first_rung": "mobility.reaching.first_rung",
    "flow_change": "mobility.reaching.change",
    "flows_from_spells": "mobility.counting.flows_from_spells",
    "found_skills": "mobility.finding.report",
    "gates_by_law": "mobility.reaching.gates_by_law",
    "grouped_regions": "mobility.counting.grouped_regions",
    "hard_to_fill": "mobility.reaching.hard_to_fill",
    "held_out": "mobility.reaching.held_out",
    "industry_skills": "mobility.counting.occupation_skills",
    "job_skills": "mobility.counting.job_skills",
    "judged_edges": "mobility.relating.judged_edges",
    "language_of": "mobility.finding.language",
    "learned_gains": "mobility.reaching.learned_gains",
    "learned_relatedness": "mobility.relating.learned",
    "levels_apart": "mobility.relating.pair_covariates",
    "location_quotients": "mobility.reaching.location_quotients",
    "matcher_page": "mobility.showing.matcher_page",
    "matches": "mobility.finding.matches",
    "merge_effects": "mobility.relating.merge_effects",
    "mutual_nearest": "mobility.relating.mutual_nearest",
    "named_ads": "mobility.counting.occupation_names",
    "named_links": "mobility.counting.occupation_names",
    "near_duplicates": "mobility.counting.near_duplicates",
    "nearest": "mobility.relating.nearest",
    "network_page": "mobility.showing.network_page",
    "never_found": "mobility.finding.report",
    "node_bootstrap": "mobility.relating.node_bootstrap",
    "noise_corrected": "mobility.relating.noise_corrected",
    "occupation_conditions": "mobility.counting.conditions",
    "occupation_links": "mobility.counting.links",
    "occupation_skills": "mobility.counting.occupation_skills",
    "occupation_words": "mobility.counting.occupation_words",
    "occupations_in_ads": "mobility.reading.occupations_in_ads",
    "opens": "mobility.reaching.opens",
    "origins": "mobility.reaching.origins",
    "pair_gap": "mobility.relating.pair_covariates",
    "pathways": "mobility.reaching.pathways",
    "phrases_to_judge": "mobility.finding.judged_phrases",
    "predict_relatedness": "mobility.relating.learned_model",
    "prepare_skills": "mobility.finding.skills",
    "presence": "mobility.reaching.location_quotients",
    "published_flow_weights": "mobility.relating.published_flow_weights",
    "qap": "mobility.relating.qap",
    "read_ads": "mobility.reading.ads",
    "read_corpus": "mobility.foundation.corpus",
    "read_crosswalk": "mobility.reading.crosswalks",
    "read_employers": "mobility.reading.employer_register",
    "read_employment": "mobility.reading.employment",
    "read_flows": "mobility.reading.flows",
    "read_links": "mobility.reading.links",
    "read_model": "mobility.saving.learned_model",
    "read_network": "mobility.foundation.network_files",
    "read_occupations": "mobility.reading.occupations",
    "read_pay": "mobility.reading.pay",
    "read_region_groups": "mobility.reading.region_groups",
    "read_review": "mobility.finding.review",
    "read_skills": "mobility.reading.skills",
    "read_space": "mobility.saving.skill_space",
    "read_study": "mobility.saving.study",
    "read_vacancies": "mobility.reading.vacancies",
    "recipe_of": "mobility.foundation.recipe",
    "recovery": "mobility.reaching.recovery",
    "region_board": "mobility.reaching.region_board",
    "region_entries": "mobility.reaching.region_entries",
    "region_evidence": "mobility.reaching.region_evidence",
    "region_presence": "mobility.reaching.location_quotients",
    "region_skills": "mobility.reaching.region_skills",
    "relatedness": "mobility.relating.relatedness",
    "relatedness_intervals": "mobility.relating.relatedness_intervals",
    "relative_density": "mobility.reaching.density",
    "review_by_effect": "mobility.finding.review_effect",
    "schooling_asked": "mobility.reaching.schooling_asked",
    "sdsm": "mobility.relating.sdsm",
    "sex_mix": "mobility.reaching.sex_mix",
    "share": "mobility.counting.weights",
    "shrunk": "mobility.counting.shrinkage",
    "shrunk_specialization": "mobility.counting.shrinkage",
    "similar_skills": "mobility.finding.similar",
    "similarity_threshold": "mobility.finding.similarity_threshold",
    "skill_change": "mobility.reaching.skill_change",
    "skill_counts": "mobility.counting.corpus_skills",
    "skill_mix": "mobility.reaching.origins_mix",
    "skill_relatedness": "mobility.relating.skill_relatedness",
    "skill_space": "mobility.reaching.skill_space",
    "skills_near_phrases": "mobility.finding.skills_near_phrases",
    "skills_of_links": "mobility.finding.linked_skills",
    "spanning_tree": "mobility.relating.spanning_tree",
    "specialization": "mobility.counting.weights",
    "study_ads": "mobility.walk",
    "study_links": "mobility.walk",
    "study_texts": "mobility.walk",
    "study_view": "mobility.walk",
    "text_relatedness": "mobility.relating.texts",
    "tf_idf": "mobility.counting.weights",
    "threshold_from_judged": "mobility.finding.judged_phrases",
    "understand": "mobility.reaching.understand",
    "usual_conditions": "mobility.reaching.usual_conditions",
    "vacancies": "mobility.counting.vacancies",
    "validate": "mobility.reaching.validation",
    "validate_by_size": "mobility.reaching.validation_by_size",
    "validation_table": "mobility.showing.validation_table",
    "vocabulary": "mobility.reaching.vocabulary",
    "what_if": "mobility.reaching.what_if",
    "what_if_group": "mobility.reaching.what_if_group",
    "why_not": "mobility.reaching.why_not",
    "with_industries": "mobility.reading.employer_industries",
    "with_occupation_names": "mobility.reaching.occupation_names",
    "with_skills": "mobility.archiving.build",
    "without_flows_into": "mobility.reaching.earlier_flows",
    "word_counts": "mobility.relating.texts",
    "write_comparison_page": "mobility.showing.compare_page",
    "write_corpus_page": "mobility.showing.corpus_page",
    "write_latex": "mobility.saving.latex",
    "write_matcher_page": "mobility.showing.matcher_page",
    "write_model": "mobility.saving.learned_model",
    "write_network": "mobility.foundation.network_files",
    "write_network_page": "mobility.showing.network_page",
    "write_origins_page": "mobility.showing.origins_page",
    "write_origins_workbook": "mobility.saving.origins_workbook",
    "write_region_page": "mobility.showing.region_page",
    "write_region_workbook": "mobility.saving.region_workbook",
    "write_review": "mobility.finding.review",
    "write_space": "mobility.saving.skill_space",
    "write_study": "mobility.saving.study",
    "write_study_page": "mobility.walk",
    "write_table": "mobility.saving.tables",
    "write_validation_page": "mobility.showing.validation_page",
}
"""Where each name is made: a room is opened when the first of its names is asked for."""


def __getattr__(name: str) -> object:
    """Fetch a public name from its room, so that importing the package stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Name what the package offers."""
    return sorted(__all__)
