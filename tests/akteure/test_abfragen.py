"""`Vorbereitet`: built once, on PostgreSQL prepared once per connection, and always answering for today's rows."""

import pytest
from django.db import connection
from django.db.models import Value

from akteure.abfragen import Platz, Vorbereitet, platz, zahlenmenge, zahlenwert
from akteure.models import Sprache

pytestmark = pytest.mark.django_db


@pytest.fixture
def abfrage() -> Vorbereitet:
    sprachen = Sprache.objects.filter(pk__in=zahlenmenge(Platz("pks"))).exclude(name=platz("ohne"))
    return Vorbereitet(lambda: sprachen.order_by("code").annotate(wert=Value("100 %")).values_list("code", "wert"))


@pytest.fixture
def sprachen() -> list[int]:
    """More than the tests ask for: the database must look which are meant."""
    return [Sprache.objects.create(code=f"x-{i}", name=f"Sprache % {i}").pk for i in range(4)]


def test_places_take_a_new_value_each_time(abfrage, sprachen):
    assert abfrage.zeilen(pks=zahlenwert(sprachen[:2]), ohne="") == [("x-0", "100 %"), ("x-1", "100 %")]
    assert abfrage.zeilen(pks=zahlenwert(sprachen[1:3]), ohne="Sprache % 1") == [("x-2", "100 %")]
    assert abfrage.zeilen(pks=zahlenwert([]), ohne="") == []


def test_a_value_is_never_read_as_sql(abfrage, sprachen):
    assert len(abfrage.zeilen(pks=zahlenwert(sprachen), ohne="'; DROP TABLE akteure_sprache; -- %s")) == 4


def test_the_plan_that_is_kept_sees_new_rows(abfrage, sprachen):
    for _ in range(8):
        abfrage.zeilen(pks=zahlenwert(sprachen), ohne="")
    Sprache.objects.filter(pk=sprachen[0]).update(code="x-neu")
    assert ("x-neu", "100 %") in abfrage.zeilen(pks=zahlenwert(sprachen), ohne="")


def test_it_counts_as_one_query(abfrage, sprachen, django_assert_num_queries):
    for _ in range(4):
        with django_assert_num_queries(1):
            abfrage.zeilen(pks=zahlenwert(sprachen), ohne="")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
class TestOnPostgresql:
    @staticmethod
    def vorbereitete() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%100 \\%%%%'")
            return cursor.fetchone()[0]

    def test_it_is_prepared_once(self, abfrage, sprachen):
        for _ in range(8):
            abfrage.zeilen(pks=zahlenwert(sprachen), ohne="")
        assert self.vorbereitete() == 1

    def test_it_works_where_nothing_may_be_prepared(self, abfrage, sprachen, monkeypatch):
        connection.ensure_connection()
        monkeypatch.setattr(connection.connection, "prepare_threshold", None)
        for _ in range(8):
            assert len(abfrage.zeilen(pks=zahlenwert(sprachen), ohne="")) == 4
        assert self.vorbereitete() == 0
