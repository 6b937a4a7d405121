"""The blogs and their posts."""

from datetime import UTC, datetime

from site_core.demo.writing import PageWords, heading, quote, text

PAGES = [
    PageWords(
        path="hopeful-towns/towns-blog",
        kind="blog",
        title="Towns Blog",
        teaser="News from the pilot towns, written by the people who live and work in them.",
        description="The blog of the Brighter Towns Trust's pilot towns: what worked, what did not, and what we "
        "try next.",
        picture="saltquay",
    ),
    PageWords(
        path="hopeful-towns/towns-blog/a-bench-for-the-harbour",
        kind="post",
        title="A bench for the harbour",
        teaser="Saltquay wanted a place to sit. It got a place to talk.",
        description="How neighbours in Saltquay built a bench for their harbour, and what happened on it.",
        picture="saltquay",
        more={
            "post_bylines": [{"byline": "Mina Farrow"}, {"byline": "Saltquay Harbour Friends"}],
            "posted_at": datetime(2024, 6, 14, 8, 30, tzinfo=UTC),
            "topic": "Towns",
            "tags": ["benches", "Saltquay"],
        },
        body=[
            text(
                "<p>There was no place to sit at the harbour in Saltquay. If you wanted to look at the boats, you "
                "stood. If you could not stand for long, you did not go.</p><p>So eight people asked for a bench. "
                "It took nine months, two forms and a very patient man at the council.</p>"
            ),
            heading("What nobody had planned"),
            text(
                "<p>On the first morning two men sat down who had not spoken for six years. One had the tea, the "
                "other had the cups. They are still arguing, but now they do it sitting down.</p>"
            ),
            quote("A bench says: stay a bit.", "Joan Pell", "Saltquay"),
        ],
    ),
    PageWords(
        path="hopeful-towns/towns-blog/what-we-heard-at-the-bus-stop",
        kind="post",
        title="What we heard at the bus stop",
        teaser="Forty conversations in the rain taught us more than a survey.",
        description="What people in Tarnwick told us at the bus stop about buses, rents and neighbours.",
        picture="bus",
        more={
            "post_bylines": [{"byline": "Mina Farrow"}],
            "posted_at": datetime(2025, 2, 3, 16, 4, tzinfo=UTC),
            "topic": "Towns",
            "tags": ["buses", "Tarnwick", "listening"],
        },
        body=[
            text(
                "<p>We stood at the stop by the old mill for three wet mornings and asked one question: what would "
                "make this a better place to live? People had time. The bus was late.</p>"
            ),
            heading("The same answer, forty times"),
            text(
                "<p>Nobody said “more money” first. They said: a bus that comes, a landlord who answers, somebody "
                "who knows my name. We wrote it all down and read it to the council in March.</p>"
            ),
        ],
    ),
]
