"""Pages that show what the website can do: every block, a page with a password, a draft."""

from site_core.demo.writing import PageWords, buttons, heading, table, text, to_file

STYLE_PAGE = "every-block"
VOLUNTEERS_PASSWORD = "warm-kettle"  # noqa: S105  (printed by `manage.py demo`)

PAGES = [
    PageWords(
        path=STYLE_PAGE,
        title="Every block",
        teaser="All the parts from which editors build a page, one after the other.",
        description="A sample of every building block that editors of this website can choose, for those who "
        "write and design it.",
        hidden=True,
    ),
    PageWords(
        path="do-something/for-volunteers",
        title="For our volunteers",
        teaser="Rotas, keys and the telephone number for when the boiler stops.",
        description="Rotas, keys and telephone numbers for people who volunteer with us; this page needs a "
        "password.",
        password=VOLUNTEERS_PASSWORD,
        body=[
            heading("This week"),
            table(
                "Who has the key",
                ("Day", "Gatehouse", "Pier Room"),
                ("Tuesday", "Ken Thorn", "Young people’s board"),
                ("Wednesday", "Beth Juniper", "Tomasz Elder"),
                ("Saturday", "Marjorie Larch", "Tomasz Elder"),
            ),
            heading("When the boiler stops"),
            text(
                "<p>Press the red button once, wait, press it again. If it stays cold, ring 01632 960188 and "
                "light the stove. Nobody has ever left because of a stove.</p>"
            ),
            buttons(to_file("handbook", "Get the handbook")),
        ],
    ),
    PageWords(
        path="hopeful-towns/where-next",
        title="Where we go next",
        teaser="The two new towns of the coming year (not decided yet).",
        description="The two new towns that join the Hopeful Towns programme in the coming year: a draft.",
        is_draft=True,
        body=[
            text(
                "<p>Draft, for the trustees’ meeting: Dunmere and Kettlebridge. Do not publish before both "
                "councils have said yes.</p>"
            ),
        ],
    ),
]
