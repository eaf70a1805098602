"""Text as it may be shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.generate.text_stream import TextStream


class Bytes:
    """A tokenizer whose token i stands for `pieces[i]`."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces

    def piece_bytes(self, token: int) -> bytes:
        return self.pieces[token]


def shown(pieces: list[bytes], stops: tuple[str, ...] = ()) -> list[str]:
    stream = TextStream(Bytes(pieces), stops)
    return [*(stream.push(token) for token in range(len(pieces))), stream.flush()]


def test_a_character_in_bytes_waits_until_it_is_whole() -> None:
    fox = "🦊".encode()
    assert shown([b"a ", fox[:1], fox[1:2], fox[2:], b"!"]) == ["a ", "", "", "🦊", "!", ""]


def test_bytes_that_are_no_character_are_replaced() -> None:
    assert "".join(shown([b"a", b"\xf0", b"b", b"\xe2\x82"])) == "a\ufffdb\ufffd"


def test_special_tokens_and_control_characters_show_nothing() -> None:
    assert "".join(shown([b"a", b"", b"\x00\x07", b"\t\n"])) == "a\t\n"


def test_a_stop_string_over_several_pieces_never_leaks() -> None:
    assert shown([b"Hello US", b"ER", b": and", b" more"], ("USER:",)) == ["Hello ", "", "", "", ""]


def test_what_only_looked_like_a_stop_string_is_shown() -> None:
    assert shown([b"US", b"A ", b"U"], ("USER:",)) == ["", "USA ", "", "U"]


def test_the_stream_knows_that_it_stopped_and_begins_anew_after_a_flush() -> None:
    stream = TextStream(Bytes([b"x STOP y", b"z"]), ("STOP",))
    assert stream.push(0) == "x "
    assert stream.stopped
    assert stream.flush() == ""
    assert not stream.stopped
    assert stream.push(1) == "z"


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers(1, 4), st.text("ab", min_size=1, max_size=3)
)
def test_any_split_shows_the_text_up_to_the_first_stop(text: str, size: int, stop: str) -> None:
    raw = text.encode()
    pieces = [raw[place : place + size] for place in range(0, len(raw), size)]
    assert "".join(shown(pieces, (stop,))) == text.partition(stop)[0]
