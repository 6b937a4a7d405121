"""Makes the demo charity's PDF files: tagged, with a title, a language and headings.

    python scripts/make_demo_documents.py

Needs Chromium (CHROMIUM, or on the PATH) and the packages of requirements/dev.txt.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parent.parent / "site_core" / "demo" / "media"
CHARITY = "Brighter Towns Trust"
PAGE = """<!doctype html><html lang="en-GB"><title>{title}</title><style>
@page {{ size: A5; margin: 16mm }}
body {{ font: 10.5pt/1.5 "Liberation Sans", sans-serif; color: #1e1535 }}
h1 {{ font-size: 22pt; line-height: 1.1; margin: 0 0 4mm; border-top: 3mm solid #ffc22e; padding-top: 5mm }}
h2 {{ font-size: 13pt; margin: 6mm 0 1mm; color: #b3371f; break-after: avoid }}
p, ul, ol, table {{ margin: 0 0 3mm }} ul, ol {{ padding-left: 6mm }}
table {{ border-collapse: collapse; width: 100% }} th, td {{ text-align: left; border-bottom: .3mm solid;
padding: 1mm 0 }}
td:last-child, th:last-child {{ text-align: right }} .small {{ font-size: 8.5pt; border-top: .3mm solid;
padding-top: 2mm }}
.page {{ break-before: page }}</style><h1>{title}</h1>{body}
<p class="small">{charity}, The Gatehouse, Mill Lane, Tarnwick ZZ1 1ZZ. Registered charity 0000000.
This charity is invented, to show what a website can do.</p></html>"""


@dataclass(frozen=True)
class Leaflet:
    """One document."""

    name: str
    title: str
    body: str


LEAFLETS = (
    Leaflet(
        "toolkit",
        "Street breakfast guide",
        """<p>One table, one morning, one street. This guide takes you there in six weeks.</p>
<h2>Six weeks before</h2><ul><li>Find two others. Three people are enough.</li><li>Choose a Sunday, 9 to
11.</li>
<li>Ask your council whether you need to close the road. A pavement with room for a pram needs no
leave.</li></ul>
<h2>Four weeks before</h2><ul><li>Bring every house the letter overleaf. Knock, do not only post.</li>
<li>Ask each house for one thing: chairs, jam, a kettle, a tune.</li></ul>
<h2>The week before</h2><ul><li>Look where the sun comes up. Put the table there.</li>
<li>Find a roof for rain: a garage, a porch, a hall.</li><li>Ask who cannot eat what, and label
everything.</li></ul>
<h2>On the day</h2><ul><li>Stickers with first names and house numbers.</li>
<li>Move people once: at half past nine everyone carries their cup four chairs on.</li>
<li>Ask one question: what would make this street better by next month?</li></ul>
<h2 class="page">A letter to copy</h2><p>Dear neighbour,</p><p>on Sunday the …… we are putting a table
outside number ……
There will be tea, toast and jam from 9 to 11. Come as you are and stay for as long as you like. If it rains,
we
move to ……</p><p>Could you bring ……?</p><p>We look forward to meeting you.</p>
<h2>Afterwards</h2><ol><li>Clear up together. It is the best part.</li><li>Within a week, do the smallest
thing that
somebody asked for.</li><li>Tell us how it went: office@example.org.</li></ol>""",
    ),
    Leaflet(
        "annual-review",
        "Annual review",
        """<p>A year in 23 towns and 68 schools, with 146 volunteers and seven people at work.</p>
<h2>What we did</h2><ul><li>112 street breakfasts</li><li>9,400 pupils in our lessons, 410 teachers
trained</li>
<li>12 open evenings, 96 promises, 66 of them kept</li><li>4,000 people asked what gives them hope</li></ul>
<h2>What went wrong</h2><p>We opened a repair shop in Ambleford in a room without heating. Nobody came from
November
to March. And we trained twelve young people to lead the winter school, but did not ask them when they had
exams. We
have moved the shop, and the dates.</p>
<h2 class="page">What it cost</h2><table><thead><tr><th scope="col">Where the money came from</th><th
scope="col">£</th></tr></thead>
<tr><th scope="row">Grants from foundations</th><td>186,400</td></tr><tr><th scope="row">Gifts from
people</th><td>148,200</td></tr>
<tr><th scope="row">Training that we sold</th><td>54,000</td></tr><tr><th scope="row">Everything
else</th><td>24,000</td></tr>
<tr><th scope="row">Total</th><td>412,600</td></tr></table>
<table><thead><tr><th scope="col">Where the money went</th><th scope="col">£</th></tr></thead>
<tr><th scope="row">Work in towns</th><td>171,000</td></tr><tr><th scope="row">Work in
schools</th><td>118,300</td></tr>
<tr><th scope="row">Research</th><td>52,000</td></tr><tr><th scope="row">Raising
money</th><td>31,000</td></tr>
<tr><th scope="row">Running the charity</th><td>26,000</td></tr><tr><th
scope="row">Total</th><td>398,300</td></tr></table>
<p>The difference of £14,300 went into our savings, which now last for four months.</p>""",
    ),
    Leaflet(
        "twelve-questions",
        "Twelve questions about hope",
        """<p>How we measure whether a town feels hopeful, and what 4,000 people told us.</p>
<h2>What we asked</h2><ol><li>Do people here look out for each other?</li><li>Can you change something
here?</li>
<li>Whom would you ask for help at three in the morning?</li><li>When did you last speak with somebody of
another faith?</li>
<li>Which place here do you love?</li><li>What will be better in five years?</li><li>Who decides what is built
here?</li>
<li>Have you been to a meeting this year?</li><li>Did anybody ask you what you think?</li><li>Is there a bus
home at ten?</li>
<li>Do your children want to stay?</li><li>Would you recommend this town to a friend?</li></ol>
<h2 class="page">What we found</h2><table><thead><tr><th scope="col">Town</th><th scope="col">Feel
hopeful</th></tr></thead>
<tr><th scope="row">Tarnwick</th><td>61 of 100</td></tr><tr><th scope="row">Ambleford</th><td>54 of
100</td></tr>
<tr><th scope="row">Saltquay</th><td>47 of 100</td></tr></table>
<p>Two things went with hope more than money did: a place to meet that costs nothing, and having been asked at
least
once what should change.</p>""",
    ),
    Leaflet(
        "lesson-pack",
        "Is it true? A lesson pack",
        """<p>Three lessons for pupils of 11 to 14 about rumours, checking facts and disagreeing kindly.</p>
<h2>Lesson 1: Who says so?</h2><ul><li>Bring one message that went round the school.</li>
<li>In pairs: who wrote it, when, and what do they want from you?</li><li>Look for the same news in two other
places.</li></ul>
<h2>Lesson 2: A picture can lie</h2><ul><li>Five pictures, three captions each. Which one is right?</li>
<li>Search by picture. Where did it stand first?</li></ul>
<h2>Lesson 3: I see it differently</h2><ul><li>Say back what you heard before you answer.</li>
<li>Ask a question that you do not know the answer to.</li><li>Nobody has to win by the bell.</li></ul>
<h2 class="page">For the teacher</h2><p>Each lesson takes 50 minutes. You need paper, pens and one screen. If
a pupil says
something that worries you, follow your school's safeguarding rules first and the lesson plan second.</p>""",
    ),
    Leaflet(
        "open-evening",
        "A checklist for an open evening",
        """<p>For councils and groups who want to listen to a whole town at once.</p>
<h2>Before</h2><ul><li>Tables for eight and one helper for each</li><li>Somebody who decides, at every
table</li>
<li>Big paper, thick pens, stickers with first names only</li><li>A ramp, a hearing loop, somebody for the
children</li></ul>
<h2>On the evening</h2><ul><li>Begin with soup, not with a speech.</li><li>One question an hour is
plenty.</li>
<li>End ten minutes early.</li></ul>
<h2>After</h2><ul><li>Write down every promise with a name and a date.</li><li>Meet again in twelve weeks and
read them
out.</li></ul>""",
    ),
    Leaflet(
        "handbook",
        "Volunteers’ handbook",
        """<p>For people who volunteer with us. Please do not pass it on: it says where the keys are.</p>
<h2>Before your first day</h2><ul><li>Somebody rings you and tells you where to come.</li>
<li>You get your travel back within a week. Keep the ticket.</li></ul>
<h2>In the gatehouse</h2><ul><li>The key hangs behind the blue cup.</li><li>First in lights the stove, last
out checks
the taps.</li><li>If somebody falls ill, ring 999 and then 01632 960188.</li></ul>
<h2>With children</h2><p>Never alone, never in secret, and if something worries you, tell Precious Linden the
same
day.</p>""",
    ),
)


def main() -> None:
    """Print each leaflet to a file."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for leaflet in LEAFLETS:
            page.set_content(PAGE.format(title=leaflet.title, body=leaflet.body, charity=CHARITY))
            page.pdf(
                path=TARGET / f"{leaflet.name}.pdf", prefer_css_page_size=True, tagged=True, outline=True
            )
            print(leaflet.name)
        browser.close()


if __name__ == "__main__":
    main()
