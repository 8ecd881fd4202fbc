"""``rules coverage``: every case holds, nine of ten single changes are noticed, and the page says which are not."""

import json

from ..conftest import Run


def test_a_rule_shows_its_cases_and_the_regions_in_which_it_fires(run: Run) -> None:
    result = run("rules", "coverage", "rivierenland-2021", "--rule", "use.small.stated", "--format", "json")
    assert result.exit_code == 0
    (held,) = json.loads(result.stdout)["rules"]
    assert held["rule"] == "use.small.stated"
    assert held["decided"]
    assert all(place.startswith("rivierenland-2021/") for place in held["regions_fired"])


def test_an_unknown_rule_is_refused_with_the_one_that_was_meant(run: Run) -> None:
    result = run("--lang", "en", "rules", "coverage", "--rule", "use.small.stted")
    assert result.exit_code == 2
    assert "use.small.stated" in result.stderr
