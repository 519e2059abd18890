"""auditor.reading: inputs found, decoded without loss, or refused in plain words."""

from __future__ import annotations

import codecs
import io
import os
from pathlib import Path

import pytest

from auditor.model import Document, InputError
from auditor.reading import expand, read_documents, text_encoding
from auditor.reading.commonness import weigh
from auditor.reading.decoding import DecodingError, decode

HANS = (
    "本报讯 昨天上午，市政府召开新闻发布会，通报今年前三季度全市经济运行情况。初步核算，前三季度全市生产总值"
    "三千二百亿元，同比增长百分之六点二。其中，第一产业增加值一百一十亿元，第二产业增加值一千四百亿元，第三产业"
    "增加值一千六百九十亿元。财政收入稳步提高，居民收入继续增加，消费市场活跃，旅游人数创下新高。会议强调，要"
    "抓住机遇，推动制造业转型升级，加快重大项目建设，努力改善民生，让群众得到更多实惠。记者从会上了解到，新开工"
    "的学校、医院和养老院共有二十四所，预计明年年底前全部交付使用。"
)
HANT = (
    "【本報訊】行政院昨日舉行記者會，說明今年上半年的經濟情勢。主計單位表示，受到出口成長帶動，上半年經濟成長率"
    "達到百分之三點四，比去年同期增加零點六個百分點。就業市場方面，失業人數較去年減少兩萬人，平均薪資則增加一千"
    "二百元。官員強調，未來將繼續推動產業轉型，協助中小企業發展，並擴大對偏遠地區學校的補助。「我們希望每個家庭都能"
    "感受到經濟復甦的成果，」發言人說。與會學者則提醒，國際局勢變化仍然很大，政府應該及早準備，避免物價上漲影響"
    "民眾生活。"
)
CASES = [(HANS, "gb18030"), (HANT, "gb18030"), (HANT, "cp950"), (HANT, "big5hkscs")]


def windows(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text) - size + 1, 3)]


def refusal(data: bytes, encoding: str | None = None) -> DecodingError:
    with pytest.raises(DecodingError) as caught:
        decode(data, encoding)
    return caught.value


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_mark_is_believed_and_stripped(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + HANS.encode(encoding))
    assert (decoded.text, decoded.encoding) == (HANS, encoding)
    assert decode(mark + HANS.encode(encoding), "gb18030") == decoded


def test_only_one_mark_is_stripped() -> None:
    assert decode("\ufeff\ufeff甲".encode()).text == "\ufeff甲"
    assert decode("\ufeff甲".encode("gb18030"), "gb18030").text == "甲"


@pytest.mark.parametrize("text", ["", "甲\r\n乙\r丙\n", "plain ASCII 12.5%\n", HANS, HANT, "𠮷野家"])
def test_utf8_is_untouched(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("size", [12, 30, 120])
def test_gb18030_and_big5_are_told_apart(text: str, encoding: str, size: int) -> None:
    wrong = [part for part in windows(text, size) if decode(part.encode(encoding)).text != part]
    assert wrong == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "一、2024年全市财政收入32.5亿元。\r\n二、开工项目16个。\r\n"
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_big5_marks_and_rows_beyond_the_standard() -> None:
    assert decode(("約10～20萬人‧" + HANT).encode("cp950")).text.startswith("約10～20萬人‧")
    listed = "①項目、②經費；の" + HANT
    assert decode(listed.encode("big5hkscs")).text == listed
    cantonese = "佢哋嘅工作，" + HANT + "嗰啲"
    assert decode(cantonese.encode("big5hkscs")).text == cantonese


def test_named_encoding_is_believed() -> None:
    assert decode("龘靐".encode("gbk"), "gbk").text == "龘靐"
    assert decode("café".encode("latin-1"), "latin-1").text == "café"
    assert decode(HANS.encode("gb2312"), "GB2312").encoding == "gb18030"
    assert decode(HANT.encode("big5"), "Big5").text == HANT
    assert decode("年".encode("utf-16-le"), "utf-16").text == "年"


def test_wrong_named_encoding_names_the_byte() -> None:
    error = refusal("甲乙".encode() + b"\xff", "utf-8")
    assert error.key == "not-as"
    assert error.values == {"encoding": "utf-8", "offset": 6}


@pytest.mark.parametrize("name", ["no-such-code", "hex", "rot13", "undefined", "utf\x008"])
def test_unknown_encodings(name: str) -> None:
    with pytest.raises(LookupError):
        text_encoding(name)


def test_damaged_utf8_is_refused_not_read_as_gb18030() -> None:
    sound = HANS.encode()
    at = len(HANS[:40].encode())
    error = refusal(sound[:at] + sound[at + 1 :])
    assert error.key == "damaged"
    assert error.values["offset"] == at
    assert refusal(sound[:-1]).values["offset"] == len(sound) - 3


def test_damaged_utf8_that_would_pass_for_gb18030() -> None:
    misleading = 0
    for part in (part for size in range(8, 20) for part in windows(HANS + HANT, size)):
        data = part.lstrip().encode()[1:]
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            continue
        misleading += 1
        assert refusal(data).key == "damaged", part
    assert misleading > 5


def test_truncated_gb18030_names_the_byte() -> None:
    data = HANS.encode("gb18030")[:-1]
    error = refusal(data)
    assert error.key == "undecodable"
    assert f"GB18030 {len(data) - 1}" in str(error.values["attempts"])


@pytest.mark.parametrize(
    "data",
    [
        "It’s 5% more, the mayor said.".encode("cp1252"),
        ("서울시는 올해 예산이 지난해보다 증가했다고 밝혔다. " * 3).encode("euc-kr"),
        ("東京都の今年の予算は、昨年と比べて増加したと知事が説明した。" * 2).encode("shift-jis"),
    ],
)
def test_other_scripts_are_refused(data: bytes) -> None:
    assert refusal(data).key in ("doubtful", "undecodable")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP/Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1", "RTF"),
    ],
)
def test_other_formats_are_named(data: bytes, name: str) -> None:
    error = refusal(data)
    assert (error.key, error.values["format"]) == ("format", name)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("市民\x00十万".encode(), 6),
        (bytes(range(8)) * 20, 0),
        (codecs.BOM_UTF8 + "甲\x01\x02\x03\x04\x05".encode(), 6),
    ],
)
def test_binary_data_names_the_byte(data: bytes, offset: int) -> None:
    error = refusal(data)
    assert (error.key, error.values["offset"]) == ("binary", offset)


def test_a_stray_control_character_is_no_binary() -> None:
    assert decode("甲\x1b[31m乙\x08".encode()).text == "甲\x1b[31m乙\x08"


def test_evidence_of_ascii_and_of_rare_characters() -> None:
    assert weigh("12.5%").plausible
    assert not weigh("龘靐齉" * 20).plausible
    assert not weigh("嗄鑭" * 10 + "的" * 1 + "서" * 20).plausible


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is also the working directory, and a file outside it."""
    root = tmp_path / "root"
    for name in ("b.txt", "a.MD", "c.html", ".hidden.txt", "sub/d.txt", "sub/deep/e.md", ".git/f.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("文", encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "g.txt").write_text("外", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_folder_is_searched_in_order(tree: Path) -> None:
    assert list(expand(["."])) == ["./a.MD", "./b.txt", "./sub/d.txt", "./sub/deep/e.md"]
    assert list(expand(["sub/"])) == ["sub/d.txt", "sub/deep/e.md"]
    assert next(expand([str(tree)])) == f"{tree}/a.MD"


def test_named_files_of_any_suffix_are_taken_once(tree: Path) -> None:
    arguments = ["c.html", ".hidden.txt", "b.txt", "./b.txt", str(tree / "b.txt"), ".", "-", "-"]
    assert list(expand(arguments)) == [
        "c.html",
        ".hidden.txt",
        "b.txt",
        "./a.MD",
        "./sub/d.txt",
        "./sub/deep/e.md",
        "-",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.txt", ["b.txt", "sub/d.txt"]),
        ("**", ["a.MD", "b.txt", "sub/d.txt", "sub/deep/e.md"]),
        ("sub/**/e.*", ["sub/deep/e.md"]),
        ("[ab].*", ["a.MD", "b.txt"]),
        ("?.html", ["c.html"]),
        ("*/", ["sub/d.txt", "sub/deep/e.md"]),
        (".*.txt", [".hidden.txt"]),
        ("*/deep/*.md", ["sub/deep/e.md"]),
    ],
)
def test_wildcards_that_the_shell_left_alone(tree: Path, pattern: str, found: list[str]) -> None:
    assert list(expand([pattern])) == found
    assert list(expand([f"{tree}/{pattern}"])) == [f"{tree}/{name}" for name in found]


def test_a_name_with_brackets_is_a_name_first(tree: Path) -> None:
    (tree / "报道[1].txt").write_text("文", encoding="utf-8")
    assert list(expand(["报道[1].txt"])) == ["报道[1].txt"]


@pytest.fixture
def linked(tree: Path) -> Path:
    """A tree with links to a folder outside, to itself, and to files outside and inside."""
    (tree / "out").symlink_to(tree.parent / "outside")
    (tree / "sub" / "loop").symlink_to(tree)
    (tree / "y.txt").symlink_to("sub/deep/e.md")
    (tree / "z.txt").symlink_to(tree.parent / "outside" / "g.txt")
    return tree


_NO_MATCH = (
    "no .txt/.md file matches this pattern; ** goes through folders, and other endings must be named, as in *.text"
)


def refused(path: str) -> InputError:
    message = "is a link that leads out of the folder, and was not followed; --follow-links follows it"
    return InputError(path, message)


def test_links_out_of_a_folder_are_not_followed(linked: Path) -> None:
    inside = ["./a.MD", "./b.txt", "./sub/d.txt", "./sub/deep/e.md"]
    assert list(expand(["."], "en")) == [*inside, refused("./z.txt")]
    assert list(expand(["sub", "."], "en"))[:3] == ["sub/d.txt", "sub/deep/e.md", "./a.MD"]
    assert list(expand(["*/g.txt"], "en")) == [InputError("*/g.txt", _NO_MATCH)]
    assert list(expand(["[yz].txt"], "en")) == ["y.txt", refused("z.txt")]
    assert list(expand(["sub/**"], "en")) == ["sub/d.txt", "sub/deep/e.md"]


def test_links_are_followed_where_that_is_asked_for(linked: Path) -> None:
    found = ["./a.MD", "./b.txt", "./out/g.txt", "./sub/d.txt", "./sub/deep/e.md"]
    assert list(expand(["."], "en", follow_links=True)) == found
    assert list(expand(["[yz].txt"], "en", follow_links=True)) == ["y.txt", "z.txt"]


def test_a_link_that_is_named_outright_is_followed(linked: Path) -> None:
    assert list(expand(["out"])) == ["out/g.txt"]
    assert list(expand(["z.txt"])) == ["z.txt"]


def test_dangling_link_is_an_error(tree: Path) -> None:
    (tree / "sub" / "gone.txt").symlink_to("nowhere")
    outcomes = {item.path: item for item in read_documents(["sub"], lang="en")}
    error = outcomes["sub/gone.txt"]
    assert isinstance(error, InputError)
    assert "vanished" in error.message


def test_a_link_to_itself_is_an_error(tree: Path) -> None:
    (tree / "sub" / "self.txt").symlink_to("self.txt")
    outcomes = {item.path: item for item in read_documents(["sub", "sub/self.txt"], lang="en")}
    assert list(outcomes) == ["sub/d.txt", "sub/deep/e.md", "sub/self.txt"]
    assert isinstance(outcomes["sub/self.txt"], InputError)


def test_pipes_in_folders_are_left_alone(tree: Path) -> None:
    os.mkfifo(tree / "sub" / "pipe.txt")
    assert list(expand(["sub"])) == ["sub/d.txt", "sub/deep/e.md"]


@pytest.mark.parametrize(
    ("argument", "suggestion"),
    [("B.txt.", "b.txt"), ("sub/dd.txt", "sub/d.txt"), ("sbu/d.txt", "sub"), ("sub/depe/e.md", "sub/deep")],
)
def test_missing_path_suggests_the_nearest(tree: Path, argument: str, suggestion: str) -> None:
    (error,) = expand([argument])
    assert isinstance(error, InputError)
    assert error.path == argument
    assert f"是否指 {suggestion}？" in error.message
    (error,) = expand([argument], "en")
    assert isinstance(error, InputError)
    assert error.message.endswith(f"did you mean {suggestion}?")


@pytest.mark.parametrize("argument", ["", "完全不同的名字", "x" * 5000, "零\x00"])
def test_missing_path_without_a_neighbour(tree: Path, argument: str) -> None:
    (error,) = expand([argument])
    assert isinstance(error, InputError)
    assert "是否指" not in error.message


def test_folder_without_articles_is_an_error(tree: Path) -> None:
    (tree / "empty").mkdir()
    (error,) = expand(["empty"], "en")
    assert error == InputError("empty", "the folder holds no .txt/.md file")


def test_a_name_that_ends_in_a_dot_has_no_suffix(tree: Path) -> None:
    (tree / "dots").mkdir()
    for name in ("a.", "a..", "b.pdf"):
        (tree / "dots" / name).touch()
    (error,) = expand(["dots"], "en")
    assert isinstance(error, InputError)
    assert "only .pdf;" in error.message


def test_unlistable_folder_does_not_stop_the_others(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(expand(["sub"], "en"))
    assert found == ["sub/d.txt", InputError("sub/deep", "permission denied")]


def test_documents_carry_text_and_encoding(tree: Path) -> None:
    (tree / "b.txt").write_bytes(codecs.BOM_UTF8 + "甲\r\n乙".encode())
    (tree / "g.txt").write_bytes(HANS.encode("gb18030"))
    (tree / "empty.txt").touch()
    outcomes = list(read_documents(["b.txt", "g.txt", "empty.txt"]))
    assert outcomes == [
        Document("b.txt", "甲\r\n乙", "utf-8"),
        Document("g.txt", HANS, "gb18030"),
        Document("empty.txt", "", "utf-8"),
    ]


def test_standard_input() -> None:
    stdin = io.BytesIO(HANT.encode("cp950"))
    assert list(read_documents(["-"], stdin=stdin)) == [Document("-", HANT, "cp950")]


def test_encoding_is_checked_before_anything_is_read() -> None:
    with pytest.raises(LookupError):
        read_documents(["-"], "no-such-code")


def test_files_are_opened_one_at_a_time(tree: Path) -> None:
    documents = read_documents(["b.txt", "c.html"], lang="en")
    assert isinstance(next(documents), Document)
    (tree / "c.html").unlink()
    outcome = next(documents)
    assert isinstance(outcome, InputError)
    assert outcome.path == "c.html"


def test_vanished_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(expand(["sub"]))
    monkeypatch.setattr("auditor.reading.documents.expand", lambda paths, lang, follow_links: iter(found))
    (tree / "sub" / "d.txt").unlink()
    vanished, kept = read_documents(["sub"], lang="zh")
    assert vanished == InputError("sub/d.txt", "文件在读取之前消失了")
    assert isinstance(kept, Document)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (PermissionError(13, "Permission denied"), "没有读取权限"),
        (IsADirectoryError(21, "Is a directory"), "是文件夹"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_system_failures(tree: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError, words: str) -> None:
    def refuse(*_arguments: object, **_options: object) -> object:
        raise failure

    monkeypatch.setattr("auditor.reading.documents.open", refuse, raising=False)
    (error,) = read_documents(["b.txt"])
    assert isinstance(error, InputError)
    assert words in error.message


def test_too_large_a_file_is_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.reading.documents.MAX_BYTES", 1 << 20)
    (tree / "b.txt").write_bytes(b"a" * (1 << 20))
    (tree / "c.html").write_bytes(b"a" * ((1 << 20) + 1))
    largest, too_large = read_documents(["b.txt", "c.html"], lang="en")
    assert isinstance(largest, Document)
    assert isinstance(too_large, InputError)
    assert "larger than 1 MB" in too_large.message


def test_error_messages_name_the_byte_in_both_languages(tree: Path) -> None:
    (tree / "b.txt").write_bytes("市民\x00十万".encode())
    (zh,) = read_documents(["b.txt"], lang="zh")
    (en,) = read_documents(["b.txt"], lang="en")
    assert zh == InputError("b.txt", "不是文本文件：字节 6 处有控制字符 U+0000")
    assert en == InputError("b.txt", "is not a text file: control character U+0000 at byte 6")
