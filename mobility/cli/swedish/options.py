"""options: in Swedish, what is wrong with the options of a command."""
# ruff: noqa: E501

from mobility.foundation.sayings import Sayings

OPTIONS: Sayings = (
    (r"Invalid value: (--\S+) (.*) is none of: (.*)\.", r"\1 \2 är inget av: \3."),
    (r"Invalid value: --links goes with --groups, and without files of ads\.", "--links hör ihop med --groups, och ges utan filer med annonser."),
    (r"Invalid value: Give files of job ads, or --links and --groups\.", "Ge filer med annonser, eller --links och --groups."),
    (r"Invalid value: Give at least one list with --skills, or say --texts\.", "Ge minst en lista med --skills, eller skriv --texts."),
    (r"Invalid value: Say two with --place, or one with --period twice\.", "Säg två med --place, eller en med --period två gånger."),
    (r"Invalid value: --column (.*) is not of the form text=description\.", r"--column \1 är inte skrivet som text=description."),
    (r"Invalid value: --enriched or --address, not both\.", "--enriched eller --address, inte båda."),
    (r"Invalid value: Give the folder of a study, or --links with --groups\.", "Ge en studies mapp, eller --links med --groups."),
    (r"Invalid value: A corpus is counted alone; give no other --ads beside it\.", "En samling räknas för sig; ge ingen annan --ads bredvid den."),
    (r"Invalid value: A corpus has its columns; leave out --column\.", "En samling har sina kolumner; utelämna --column."),
    (r"Invalid value: --esco and --crosswalk go together: give both\.", "--esco och --crosswalk hör ihop: ge båda."),
    (r"Invalid value: A study has its own vacancies; --vacancies goes with --links\.", "En studie har sina egna lediga jobb; --vacancies hör till --links."),
    (r"Invalid value: --column says where ads have what, and goes with --ads\.", "--column säger var annonser har vad, och hör till --ads."),
    (r"Invalid value: Give --flows, or --study, or both\.", "Ge --flows, eller --study, eller båda."),
    (r"Invalid value: --earlier, --relatedness and --entrant go with --flows\.", "--earlier, --relatedness och --entrant hör till --flows."),
    (r"Invalid value: --older goes with --study\.", "--older hör till --study."),
    (r"Invalid value: Say what is related: --earlier or --relatedness\.", "Säg vad som är besläktat: --earlier eller --relatedness, ett av dem."),
    (r"Invalid value: (?:7|--hard-to-fill) goes by skills: .*", "--hard-to-fill går efter kompetenser: ge --relatedness med en studies mapp."),
    (r"Invalid value: Say --relatedness or --flows, not both\.", "--relatedness eller --flows, inte båda."),
    (r"Invalid value: Say what is related: --relatedness or --flows\.", "Säg vad som är besläktat: --relatedness eller --flows."),
    (r"Invalid value: (.*) is not of the form (--.*); known are: (.*)\.", r"\1 är inte skrivet som \2; de som finns är \3."),
    (r"Invalid value: (.*) is not of the form (.*)\.", r"\1 är inte skrivet som \2."),
    (r"Invalid value: Say at least one --text, --skill, --occupation or --years\.", "Säg minst en --text, --skill, --occupation eller --years."),
    (r"Invalid value: --years: (.*) is not a number of years\.", r"--years: \1 är inget antal år."),
    (r"Invalid value: (.*) is no NAME=PATH\.", r"\1 är inte skrivet NAMN=FIL."),
    (r"Invalid value: Two predictors are called (.*); name them with NAME=PATH\.", r"Två mått heter \1; skriv dem NAMN=FIL."),
)  # fmt: skip
