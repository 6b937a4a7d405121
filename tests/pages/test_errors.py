"""What goes wrong is told in the site's own words and clothes."""

from django.test import Client

from site_core.pages.models import HomePage


def test_a_missing_token_is_explained(home: HomePage) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"email": "sam@example.org"})
    assert response.status_code == 403
    content = response.content.decode()
    assert "Please try that again" in content
    assert "CSRF" not in content
    assert 'lang="en-GB"' in content


def test_an_address_that_is_not_there_helps_to_find_the_way(home: HomePage, client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "We cannot" in response.content.decode()
