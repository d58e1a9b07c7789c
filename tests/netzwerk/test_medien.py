"""Uploaded files: whole or in the parts a player asks for, never compressed."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from netzwerk.views.medien import STUECK

INHALT = bytes(range(256)) * 4


@pytest.fixture
def video(settings, tmp_path) -> str:
    settings.MEDIA_ROOT = tmp_path
    return f"/medien/{default_storage.save('video.mp4', ContentFile(INHALT))}"


def test_a_file_comes_whole_and_uncompressed(client, video):
    antwort = client.get(video, headers={"Accept-Encoding": "gzip"})
    assert b"".join(antwort.streaming_content) == INHALT
    assert (antwort["Content-Type"], antwort["Accept-Ranges"]) == ("video/mp4", "bytes")
    assert antwort["Content-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("bereich", "von", "bis"), [("bytes=0-1", 0, 1), ("bytes=1000-", 1000, 1023), ("bytes=5-99999", 5, 1023)]
)
def test_a_part_is_the_part_that_was_asked_for(client, video, bereich, von, bis):
    antwort = client.get(video, headers={"Range": bereich, "Accept-Encoding": "gzip"})
    assert (antwort.status_code, antwort["Content-Range"]) == (206, f"bytes {von}-{bis}/{len(INHALT)}")
    assert antwort.content == INHALT[von : bis + 1]


@pytest.mark.parametrize("bereich", ["bytes=1024-", "bytes=9-3"])
def test_a_part_that_is_not_there_is_said(client, video, bereich):
    antwort = client.get(video, headers={"Range": bereich})
    assert (antwort.status_code, antwort["Content-Range"]) == (416, f"bytes */{len(INHALT)}")


@pytest.mark.parametrize("bereich", ["bytes=-5", "bytes=0-1,4-5", "zeilen=1-2", "bytes=a-b", f"bytes={'9' * 40}-"])
def test_any_other_wish_gets_the_whole_file(client, video, bereich):
    assert client.get(video, headers={"Range": bereich}).status_code == 200


def test_one_part_is_never_too_large_for_the_memory(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("lang.webm", ContentFile(b"x" * (STUECK + 10)))
    assert len(client.get(f"/medien/{name}", headers={"Range": "bytes=0-"}).content) == STUECK
