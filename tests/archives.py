"""Two small stories for tests of archives: a person who may be two, and a name that both stories have."""

from wellsourced.records import Page
from wellsourced.tell.dossier import as_json

GATES = (
    "Mayor Karim Nadri opened the gates of the river lock at Tarn on Monday, and the first barges passed into the "
    "Sarrow. “It holds,” Nadri said beside the water. The steel doors from Ostrel weigh 40 tonnes.",
    "At Tarn, where the Sarrow meets the canal, barges could pass the new river lock for the first time on Monday. "
    "Kareem Nadiri told reporters at the town hall that all was well. “The doors from Ostrel weigh 40 tonnes and they "
    "hold the river,” said Orla Venn, an engineer.",
)
SCHOOL = (
    "The Lindmar council closed the Brandt school on Tuesday. “There are too few pupils in the classes,” said Orla "
    "Venn, a councillor. The Transport Ministry said that buses would take the pupils of Brandt to Hollin.",
    "Parents in Lindmar will appeal against the closing of the Brandt school by the council. The pupils need their "
    "teachers and classes and will not go to Hollin by bus, their lawyer, Ines Karvel, said on Wednesday.",
)
PAGES = tuple(
    Page(f"{number}.txt", f"{text}\n", "text", date=f"2024-0{3 + number // 2}-0{4 + number}", outlet=f"Paper {number}")
    for number, text in enumerate((*GATES, *SCHOOL))
)


def told(dossier):
    found = as_json(dossier)
    del found["run"]
    return found
