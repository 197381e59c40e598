"""Invented player names, and the normalised lookup that joins the sources."""

import random
import unicodedata
from dataclasses import dataclass
from functools import cache

_FIRST_NAMES = """
    Alaric Amadi Ansel Aurel Bastien Benno Bram Caspian Cato Corvin Dacre Dorian Edrik Emeric
    Esben Fabrice Ferran Florin Garrick Gideon Halvar Idris Ilario Ingram Ivo Jarek Jasper
    Joachim Jorah Kacper Kellan Kenji Lazar Leandro Lorcan Lucan Maceo Malachi Marek Matteo
    Nadir Nestor Octavio Orson Osei Paxton Ramiro Remy Roan Rufus Samson Santino Silas Stellan
    Tavish Theron Tobin Ulric Valentin Vaughn Wendell Xander Yannick Yusuf Zephyr Zoltan
    Søren Łukan Jörg Édouard Nikša Žarko Éamon Günther
"""

_SURNAMES = """
    Abernoth Aldermoor Alvastro Ambrecht Arkwell Ashgrave Averdine Balcourt Barrowmead Bellandro
    Benwick Birchmoor Blackmere Boltrane Bramfield Brantigan Brisendale Calloran Cambourne
    Carrowick Castellane Chadmere Clavering Corrigale Cravenholt Crestwell Dalmeny Danforde
    Delacroy Denholt Dovecote Drachmann Dunmarrow Eastmere Edgemont Ellswater Emberley Estravel
    Fairbourne Falkenrath Farrowgate Fennimore Fernwald Foxcombe Galbrecht Garrowby Glenholme
    Gravenor Greymarsh Grimshade Harkwell Harrowden Hawkmoor Hazelrigg Hollowbrook Huntsmere
    Icklow Imberton Ironvale Jarnefelt Jessamy Jorvane Kalbrecht Keldane Kestrelle Kilbrannon
    Kingsmere Lanthorpe Larkmoor Lavenstone Lindqvale Lockmere Lorrimond Lowenhart Maddigrove
    Marlowick Meadowcroft Merrivane Montclave Morningdale Nethercott Norwynd Oakhollow Oldacre
    Orlandine Osterfeld Palladine Pembury Penhallow Pettigrove Quarrington Quillfeather
    Ravensworth Redmayne Ridgemont Rookwell Rosenquill Sablewood Seabrooke Selwick Shadowell
    Stonegrave Stormont Sunderlake Tamberlane Tarrowby Thackmore Thornbury Tidewell Tolliverne
    Trelawne Umberland Underhay Valcourt Vandermoor Verrault Wakemoor Walthorne Westermark
    Whitlowe Wildmere Windhover Wolvercote Wraithmore Yarrowick Yelverton Zimmerault
    Adeyokun Chukwadi Diabakou Ezenwali Kamarandi Kouyabe Mbalanga Ndiakhou Okerembu Osakwue
    Sangaredu Tchoumabe Traorani
    Bogdavić Kovarčić Marušanić Petrovanić Radovčan Šimulović Vranježić Đurkovan Vuđanić
    Bjørnvale Fjællström Kvæstrup Ødegrav Sætervik Åkermoor Großhold Weißkamp Süßmeier
    Małczyk Wróblecki Łazarewicz Żebrawski Valčiūtas Bērzkalns Çelmazoğlu Işıkhan Yıldıray
    Kőrösházi Muñaroz Peñalvar Galíndez Beauséjourd Dvořánek Hruškovec O'Tarrow D'Amberly
    Hale-Morvane Saint-Corvel
"""
FIRST_NAMES, SURNAMES = _FIRST_NAMES.split(), _SURNAMES.split()

SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")
SHARE_WITH_SUFFIX = 0.08

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "ı": "i"})


@cache
def lookup_of(name: str) -> str:
    """The normalised lookup of a printed name: 'Søren Weißkamp Jr.' -> 'sorenweisskampjr'."""
    text = name.lower().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in text if letter.isalnum())


@dataclass(frozen=True)
class Name:
    """A player's name; `suffix` is empty or one of SUFFIXES."""

    first: str
    last: str
    suffix: str

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.first, self.last, self.suffix)))

    @property
    def printed_last(self) -> str:
        """The last name as gamebooks print it, suffix included."""
        return " ".join(filter(None, (self.last, self.suffix)))

    @property
    def without_suffix(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def in_report(self) -> str:
        """The name as injury reports print it: 'Weißkamp Jr., Søren'."""
        return f"{self.printed_last}, {self.first}"


def invent(rng: random.Random, count: int) -> list[Name]:
    """`count` names whose lookups differ even when suffixes are dropped.

    Each surname and each first name comes up before any comes up twice, so every special
    letter and several namesakes occur. A surname that ends in i takes no suffix: in a lookup,
    'ski' with 'II' reads like 'sk' with 'III'.
    """
    names: list[Name] = []
    taken: set[str] = set()
    firsts: list[str] = []
    lasts: list[str] = []
    while len(names) < count:
        firsts = firsts or rng.sample(FIRST_NAMES, len(FIRST_NAMES))
        lasts = lasts or rng.sample(SURNAMES, len(SURNAMES))
        first, last = firsts.pop(), lasts.pop()
        with_suffix = rng.random() < SHARE_WITH_SUFFIX and not last.endswith("i")
        name = Name(first, last, rng.choice(SUFFIXES) if with_suffix else "")
        if lookup_of(name.without_suffix) not in taken:
            taken.add(lookup_of(name.without_suffix))
            names.append(name)
    return names
