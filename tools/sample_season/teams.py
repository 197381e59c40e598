"""The 30 teams: codes, names, arenas. The only real names in the generated season."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt


@dataclass(frozen=True)
class Team:
    """A team and its arena; latitude and longitude in degrees."""

    code: str
    team_id: int
    city: str
    name: str
    conference: str
    division: str
    arena: str
    arena_city: str
    arena_state: str
    time_zone: str
    latitude: float
    longitude: float

    @property
    def full_name(self) -> str:
        """The name as bookmakers print it: 'Los Angeles Clippers', not 'LA Clippers'."""
        return f"{'Los Angeles' if self.city == 'LA' else self.city} {self.name}"


_TABLE = """
ATL|37|Atlanta|Hawks|East|Southeast|State Farm Arena|Atlanta|GA|New_York|33.7573|-84.3963
BKN|51|Brooklyn|Nets|East|Atlantic|Barclays Center|Brooklyn|NY|New_York|40.6826|-73.9754
BOS|38|Boston|Celtics|East|Atlantic|TD Garden|Boston|MA|New_York|42.3662|-71.0621
CHA|66|Charlotte|Hornets|East|Southeast|Spectrum Center|Charlotte|NC|New_York|35.2251|-80.8392
CHI|41|Chicago|Bulls|East|Central|United Center|Chicago|IL|Chicago|41.8807|-87.6742
CLE|39|Cleveland|Cavaliers|East|Central|Rocket Mortgage FieldHouse|Cleveland|OH|New_York|41.4965|-81.6882
DAL|42|Dallas|Mavericks|West|Southwest|American Airlines Center|Dallas|TX|Chicago|32.7905|-96.8103
DEN|43|Denver|Nuggets|West|Northwest|Ball Arena|Denver|CO|Denver|39.7487|-105.0077
DET|65|Detroit|Pistons|East|Central|Little Caesars Arena|Detroit|MI|Detroit|42.3411|-83.0553
GSW|44|Golden State|Warriors|West|Pacific|Chase Center|San Francisco|CA|Los_Angeles|37.7680|-122.3877
HOU|45|Houston|Rockets|West|Southwest|Toyota Center|Houston|TX|Chicago|29.7508|-95.3621
IND|54|Indiana|Pacers|East|Central|Gainbridge Fieldhouse|Indianapolis|IN|Indiana/Indianapolis|39.7640|-86.1555
LAC|46|LA|Clippers|West|Pacific|Crypto.com Arena|Los Angeles|CA|Los_Angeles|34.0430|-118.2673
LAL|47|Los Angeles|Lakers|West|Pacific|Crypto.com Arena|Los Angeles|CA|Los_Angeles|34.0430|-118.2673
MEM|63|Memphis|Grizzlies|West|Southwest|FedExForum|Memphis|TN|Chicago|35.1382|-90.0506
MIA|48|Miami|Heat|East|Southeast|FTX Arena|Miami|FL|New_York|25.7814|-80.1870
MIL|49|Milwaukee|Bucks|East|Central|Fiserv Forum|Milwaukee|WI|Chicago|43.0451|-87.9172
MIN|50|Minnesota|Timberwolves|West|Northwest|Target Center|Minneapolis|MN|Chicago|44.9795|-93.2761
NOP|40|New Orleans|Pelicans|West|Southwest|Smoothie King Center|New Orleans|LA|Chicago|29.9490|-90.0821
NYK|52|New York|Knicks|East|Atlantic|Madison Square Garden|New York|NY|New_York|40.7505|-73.9934
OKC|60|Oklahoma City|Thunder|West|Northwest|Paycom Center|Oklahoma City|OK|Chicago|35.4634|-97.5151
ORL|53|Orlando|Magic|East|Southeast|Amway Center|Orlando|FL|New_York|28.5392|-81.3839
PHI|55|Philadelphia|76ers|East|Atlantic|Wells Fargo Center|Philadelphia|PA|New_York|39.9012|-75.1720
PHX|56|Phoenix|Suns|West|Pacific|Footprint Center|Phoenix|AZ|Phoenix|33.4457|-112.0712
POR|57|Portland|Trail Blazers|West|Northwest|Moda Center|Portland|OR|Los_Angeles|45.5316|-122.6668
SAC|58|Sacramento|Kings|West|Pacific|Golden 1 Center|Sacramento|CA|Los_Angeles|38.5802|-121.4997
SAS|59|San Antonio|Spurs|West|Southwest|AT&T Center|San Antonio|TX|Chicago|29.4270|-98.4375
TOR|61|Toronto|Raptors|East|Atlantic|Scotiabank Arena|Toronto|ON|Toronto|43.6435|-79.3791
UTA|62|Utah|Jazz|West|Northwest|Vivint Arena|Salt Lake City|UT|Denver|40.7683|-111.9011
WAS|64|Washington|Wizards|East|Southeast|Capital One Arena|Washington|DC|New_York|38.8981|-77.0209
"""  # noqa: E501


def _parse(line: str) -> Team:
    code, number, city, name, conference, division, *arena = line.split("|")
    hall, arena_city, state, zone, latitude, longitude = arena
    return Team(
        code=code,
        team_id=1610612700 + int(number),
        city=city,
        name=name,
        conference=conference,
        division=division,
        arena=hall,
        arena_city=arena_city,
        arena_state=state,
        time_zone=f"America/{zone}",
        latitude=float(latitude),
        longitude=float(longitude),
    )


TEAMS = {team.code: team for team in map(_parse, _TABLE.strip().splitlines())}

# Codes that sources print instead of the canonical ones.
PLAY_BY_PLAY_CODES = {"BKN": "BRK"}
REFERENCE_SITE_CODES = {"BKN": "BRK", "CHA": "CHO", "PHX": "PHO"}
ESPN_CODES = {
    "GSW": "GS",
    "NOP": "NO",
    "NYK": "NY",
    "SAS": "SA",
    "UTA": "UTAH",
    "WAS": "WSH",
}


def miles(here: Team, there: Team) -> float:
    """Great-circle distance between two arenas in miles."""
    lat_1, lon_1, lat_2, lon_2 = map(
        radians, (here.latitude, here.longitude, there.latitude, there.longitude)
    )
    half_chord = (
        sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    )
    return 2 * 3958.8 * asin(sqrt(half_chord))
