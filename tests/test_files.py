"""Which files are read, in which order, under which name, and why not the others?"""

import os
import socket
import sys
from pathlib import Path

import pytest

from rcolint.decoding import decode
from rcolint.errors import ConfigError, ReadError
from rcolint.files import Collected, clean_path, collect, read_document
from rcolint.opening import LIMIT, read_bytes

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


def put(path: Path, text: str | bytes = "Copy.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def shown(found: Collected) -> list[str]:
    return [source.shown for source in found.files]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "shop" / ".git").mkdir(parents=True)
    return tmp_path / "shop"


class TestWhichFiles:
    def test_a_folder_is_read_in_the_order_of_the_shown_paths(self, repository: Path) -> None:
        for name in ("b.md", "a/z.md", "a.txt", "Z.markdown", "a/b/c.md"):
            put(repository / name)
        assert shown(collect([str(repository)])) == ["Z.markdown", "a.txt", "a/b/c.md", "a/z.md", "b.md"]

    def test_files_without_a_reader_are_counted_by_suffix(self, repository: Path) -> None:
        for name in ("a.md", "logo.PNG", "b.png", "Makefile"):
            put(repository / name)
        found = collect([str(repository)])
        assert shown(found) == ["a.md"]
        assert found.skipped == (("(no suffix)", 1), (".png", 2))

    def test_a_named_file_without_a_reader_is_skipped_with_a_notice(self, repository: Path) -> None:
        found = collect([str(put(repository / "logo.png"))])
        assert not found.files
        assert not found.unchecked
        assert found.notices == ("logo.png: no reader for .png, not checked",)

    def test_a_path_that_does_not_exist_is_missing(self, repository: Path) -> None:
        put(repository / "a.md")
        found = collect([str(repository / "no.md"), str(repository), str(repository / "a.md" / "x.md")])
        assert found.missing == (str(repository / "no.md"), str(repository / "a.md" / "x.md"))
        assert shown(found) == ["a.md"]

    def test_a_path_with_a_nul_is_missing(self) -> None:
        assert collect(["a\0.md"]).missing == ("a\0.md",)

    def test_a_file_named_twice_is_read_once(self, repository: Path) -> None:
        page = put(repository / "a.md")
        assert shown(collect([str(page), str(repository), str(repository / "." / "a.md")])) == ["a.md"]

    @pytest.mark.parametrize("names", [[], ["logo.png"], ["node_modules/x/readme.md"]])
    def test_a_folder_that_holds_nothing_to_read_is_unchecked(self, repository: Path, names: list[str]) -> None:
        for name in names:
            put(repository / "site" / name)
        (repository / "site").mkdir(exist_ok=True)
        found = collect([str(repository / "site")])
        assert found.unchecked == (("site", "holds no file that rcolint reads"),)

    def test_an_empty_folder_beside_a_full_one_is_still_told(self, repository: Path) -> None:
        put(repository / "full" / "a.md")
        (repository / "empty").mkdir()
        found = collect([str(repository / "full"), str(repository / "empty")])
        assert shown(found) == ["full/a.md"]
        assert [path for path, _ in found.unchecked] == ["empty"]

    def test_a_folder_whose_files_were_named_before_is_not_empty(self, repository: Path) -> None:
        page = put(repository / "site" / "a.md")
        assert not collect([str(page), str(page.parent)]).unchecked


class TestDefaultExcludes:
    @pytest.mark.parametrize("folder", ["node_modules", "vendor", "dist", "_site", ".git", ".venv", "__pycache__"])
    def test_dependencies_builds_and_version_control_are_left_out(self, repository: Path, folder: str) -> None:
        put(repository / "a.md")
        put(repository / "deep" / folder / "b.md")
        assert shown(collect([str(repository)])) == ["a.md"]

    def test_a_virtual_environment_of_any_name_is_left_out(self, repository: Path) -> None:
        put(repository / "a.md")
        put(repository / "py" / "pyvenv.cfg")
        put(repository / "py" / "b.md")
        assert shown(collect([str(repository)])) == ["a.md"]

    def test_folders_that_may_hold_copy_are_named_in_a_notice(self, repository: Path) -> None:
        for name in ("a.md", "build/b.md", ".git/c.md"):
            put(repository / name)
        found = collect([str(repository)])
        assert found.notices == ("left out by default: build/ (name a folder to have it checked)",)

    def test_a_named_folder_is_read_whatever_it_is_called(self, repository: Path) -> None:
        put(repository / "_site" / "a.md")
        assert shown(collect([str(repository / "_site")])) == ["_site/a.md"]

    @pytest.mark.parametrize("name", ["requirements-dev.txt", "CMakeLists.txt", "page.min.md"])
    def test_lock_files_and_the_like_are_counted_not_read(self, repository: Path, name: str) -> None:
        put(repository / "a.md")
        put(repository / name)
        found = collect([str(repository)])
        assert shown(found) == ["a.md"]
        assert sum(count for _, count in found.skipped) == 1

    def test_a_hook_that_names_one_gets_a_notice(self, repository: Path) -> None:
        found = collect([str(put(repository / "requirements.txt"))])
        assert not found.files
        assert found.notices == ("requirements.txt: dependency list, not checked",)


class TestExcludePatterns:
    @pytest.mark.parametrize(
        ("patterns", "left"),
        [
            (["drafts/"], ["a.md", "b/c.md"]),
            (["*.md", "!/a.md"], ["a.md"]),
            (["/a.md"], ["b/c.md", "drafts/a.md"]),
            (["**/c.md", "drafts"], ["a.md"]),
        ],
    )
    def test_they_are_read_as_in_gitignore(self, repository: Path, patterns: list[str], left: list[str]) -> None:
        for name in ("a.md", "b/c.md", "drafts/a.md"):
            put(repository / name)
        assert shown(collect([str(repository)], patterns)) == left

    def test_they_hold_for_a_file_that_a_hook_names_too(self, repository: Path) -> None:
        page = put(repository / "drafts" / "a.md")
        found = collect([str(page)], ["drafts/"])
        assert not found.files
        assert not found.unchecked
        assert found.notices == ("drafts/a.md: excluded, not checked",)

    def test_they_are_relative_to_the_root_not_to_the_working_directory(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(repository / "drafts" / "a.md")
        monkeypatch.chdir(repository / "drafts")
        assert not collect(["a.md"], ["/drafts/"]).files

    def test_pathspec_is_imported_only_for_patterns_beyond_the_common(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pathspec", None)
        put(repository / "a.md")
        assert shown(collect([str(repository)])) == ["a.md"]
        with pytest.raises(ImportError):
            collect([str(repository)], ["!x"])

    def test_a_pattern_that_cannot_be_read_is_wrong_use(self, repository: Path) -> None:
        with pytest.raises(ConfigError, match="--exclude"):
            collect([str(repository)], ["!"])


class TestShownPaths:
    def test_they_start_at_the_nearest_repository(self, repository: Path) -> None:
        put(repository / "site" / "a.md")
        assert shown(collect([str(repository / "site")])) == ["site/a.md"]

    @pytest.mark.parametrize(
        ("name", "text"),
        [(".rcolint.yaml", ""), ("pyproject.toml", "[tool.rcolint]\n"), ("pyproject.toml", "[tool.rcolint.files]\n")],
    )
    def test_they_start_at_a_nearer_configuration(self, repository: Path, name: str, text: str) -> None:
        put(repository / "site" / "pages" / "a.md")
        put(repository / "site" / name, text)
        assert shown(collect([str(repository)])) == ["pages/a.md"]

    def test_a_pyproject_of_another_tool_is_no_root(self, repository: Path) -> None:
        put(repository / "site" / "a.md")
        put(repository / "site" / "pyproject.toml", "[tool.other]\n")
        assert shown(collect([str(repository)])) == ["site/a.md"]

    def test_without_a_root_they_start_at_the_named_folder(self, tmp_path: Path) -> None:
        put(tmp_path / "site" / "pages" / "a.md")
        assert shown(collect([str(tmp_path / "site")])) == ["pages/a.md"]
        assert shown(collect([str(tmp_path / "site" / "pages" / "a.md")])) == ["a.md"]

    def test_without_a_root_two_files_never_share_one(self, tmp_path: Path) -> None:
        for name in ("one/a.md", "two/a.md", "two/b.md"):
            put(tmp_path / name)
        assert shown(collect([str(tmp_path / "one"), str(tmp_path / "two")])) == ["b.md", "one/a.md", "two/a.md"]

    def test_they_do_not_depend_on_the_working_directory(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(repository / "site" / "a.md")
        found = []
        for folder, path in (
            (repository, "site"),
            (repository / "site", "."),
            (repository.parent, "shop/site/../site"),
        ):
            monkeypatch.chdir(folder)
            found.append(shown(collect([path])))
        assert found == [["site/a.md"]] * 3

    @posix_only
    def test_they_do_not_depend_on_a_linked_folder_on_the_way(self, repository: Path) -> None:
        put(repository / "site" / "a.md")
        (repository.parent / "link").symlink_to(repository)
        assert shown(collect([str(repository.parent / "link" / "site" / "a.md")])) == ["site/a.md"]

    @posix_only
    def test_names_that_are_not_utf8_show_their_bytes(self, repository: Path) -> None:
        Path(os.fsdecode(os.fsencode(repository) + b"/\xff\xfe.md")).write_text("Copy.\n")
        assert shown(collect([str(repository)])) == [r"\xff\xfe.md"]

    def test_newlines_in_names_are_kept_for_the_report_to_show(self) -> None:
        assert clean_path("a\nb.md") == "a\nb.md"


@posix_only
class TestWhatIsNotARegularFile:
    def test_links_in_a_folder_are_not_followed(self, repository: Path) -> None:
        put(repository / "a.md")
        secret = put(repository.parent / "home" / "secret.md", "Private.\n")
        (repository / "file.md").symlink_to(secret)
        (repository / "folder").symlink_to(secret.parent)
        (repository / "loop").symlink_to(repository)
        found = collect([str(repository)])
        assert shown(found) == ["a.md"]
        assert found.skipped == (("(symbolic link)", 3),)

    @pytest.mark.parametrize("target", ["page.md", "folder", "nowhere.md", "/etc/hostname"])
    def test_a_named_link_is_refused_without_telling_its_target(self, repository: Path, target: str) -> None:
        put(repository / "page.md")
        (repository / "folder").mkdir()
        (repository / "link.md").symlink_to(target)
        ((path, reason),) = collect([str(repository / "link.md")]).unchecked
        assert path == "link.md"
        assert "symbolic link" in reason
        assert target not in reason

    def test_a_trailing_slash_does_not_follow_a_link(self, repository: Path) -> None:
        put(repository / "folder" / "a.md")
        (repository / "link").symlink_to("folder")
        found = collect([str(repository / "link") + "/"])
        assert not found.files
        assert "symbolic link" in found.unchecked[0].reason

    def test_a_pipe_is_unchecked_and_does_not_hang(self, repository: Path) -> None:
        os.mkfifo(repository / "pipe.md")
        for path in (repository, repository / "pipe.md"):
            assert collect([str(path)]).unchecked == (("pipe.md", "is a pipe, not a file"),)
        with pytest.raises(ReadError, match="is a pipe"):
            read_bytes(str(repository / "pipe.md"))

    def test_a_socket_is_unchecked(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repository)  # the address of a socket is short
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("s.md")
            assert collect(["s.md"]).unchecked == (("s.md", "is a socket, not a file"),)

    def test_a_device_is_unchecked(self) -> None:
        assert collect(["/dev/null"]).unchecked[0].reason == "is a device, not a file"
        with pytest.raises(ReadError, match="is a device"):
            read_bytes("/dev/null")

    def test_a_file_that_became_a_link_after_the_walk_is_refused(self, repository: Path) -> None:
        page = put(repository / "a.md")
        (source,) = collect([str(repository)]).files
        page.unlink()
        page.symlink_to("/etc/hostname")
        with pytest.raises(ReadError, match="symbolic link"):
            read_document(source.path, source.shown)


class TestReading:
    def test_a_document_keeps_its_line_breaks_and_loses_its_mark(self, tmp_path: Path) -> None:
        page = put(tmp_path / "a.md", b"\xef\xbb\xbfOne\r\ntwo\rthree\n")
        document = read_document(str(page), "a.md")
        assert document.text == "One\r\ntwo\rthree\n"
        assert document.language == "markdown"
        assert document.notices == ()

    def test_a_file_over_the_limit_is_refused(self, tmp_path: Path) -> None:
        page = put(tmp_path / "a.md", b"x" * (3 * 1024 * 1024))
        with pytest.raises(ReadError, match=r"is 3.0 MB, over the limit of 2.0 MB"):
            read_bytes(str(page))

    def test_a_file_at_the_limit_is_read(self, tmp_path: Path) -> None:
        assert len(read_bytes(str(put(tmp_path / "a.md", b"x" * LIMIT)))) == LIMIT

    def test_a_sparse_file_is_judged_by_its_apparent_size(self, tmp_path: Path) -> None:
        with (tmp_path / "a.md").open("wb") as stream:
            stream.truncate(20 * 1024**3)
        with pytest.raises(ReadError, match=r"is 20480.0 MB"):
            read_bytes(str(tmp_path / "a.md"))

    def test_a_file_that_grows_while_it_is_read_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = put(tmp_path / "a.md", b"x" * (LIMIT + 5))
        real = os.fstat

        def smaller(descriptor: int) -> os.stat_result:
            fields = list(real(descriptor))
            fields[6] = 10
            return os.stat_result(fields)

        monkeypatch.setattr(os, "fstat", smaller)
        with pytest.raises(ReadError, match="grew"):
            read_bytes(str(page))

    def test_a_file_that_vanished_is_told_in_plain_words(self, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="vanished"):
            read_bytes(str(tmp_path / "a.md"))

    def test_a_file_without_permission_is_told_in_plain_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = put(tmp_path / "a.md")

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)  # root may read anything, so the system cannot be asked
        with pytest.raises(ReadError, match="no permission"):
            read_bytes(str(page))


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
    def test_marked_and_plain_unicode_is_read_without_a_notice(self, encoding: str) -> None:
        assert decode("Crème – 50 µg 😀\n".encode(encoding)) == ("Crème – 50 µg 😀\n", ())

    @pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
    def test_both_byte_orders_of_utf16_are_read(self, mark: bytes, encoding: str) -> None:
        assert decode(mark + "Fern".encode(encoding))[0] == "Fern"

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_without_a_mark_is_recognised_and_told(self, encoding: str) -> None:
        text, notices = decode("Fernhollow treats arthritis.\n".encode(encoding))
        assert text == "Fernhollow treats arthritis.\n"
        assert [notice.message for notice in notices] == ["has no byte order mark; read as UTF-16"]

    def test_windows_1252_is_read_and_told(self) -> None:
        text, notices = decode("Line one\nCrème “pure” – 5 €\n".encode("cp1252"))
        assert text == "Line one\nCrème “pure” – 5 €\n"
        assert [notice.message for notice in notices] == ["is not UTF-8 (line 2); read as Windows-1252"]

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"It tre\x00ats\n", "looks binary: a NUL byte in line 1"),
            (b"Cr\xe8me\n\x00\n", "looks binary: a NUL byte in line 2"),
            (b"\xff\xfe\x00", "is not valid UTF-16"),
            (b"\xff\xfe\x00\xd8a\x00", "is not valid UTF-16"),
            (b"\xef\xbb\xbfcr\xe8me", "is not valid UTF-8"),
            (b"undefined \x81 here", "is neither UTF-8 nor Windows-1252"),
            (b"tre\xc2\xadats caf\xe9", "is neither UTF-8"),
            (b"+/v8-treats", "UTF-7"),
            (b"%PDF-1.7 text", "looks binary: it begins like a PDF file"),
            (b"PK\x03\x04rest", "looks binary"),
            (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e text", "looks binary: 9 of its 14 characters"),
        ],
    )
    def test_what_is_not_certain_is_refused(self, data: bytes, reason: str) -> None:
        with pytest.raises(ReadError, match=reason.replace("(", r"\(")):
            decode(data)

    @pytest.mark.parametrize("overlong", [b"\xc1\xb4reats", b"\xed\xa0\xbd\xed\xb8\x80", b"\xf8\x88\x80\x80\x80"])
    def test_overlong_and_surrogate_bytes_never_pass_in_silence(self, overlong: bytes) -> None:
        try:
            _, notices = decode(overlong)
        except ReadError:
            return
        assert "Windows-1252" in notices[0].message

    def test_terminal_escapes_in_copy_do_not_make_it_binary(self) -> None:
        assert decode(b"\x1b[31mred\x1b[0m \x07 and plain words after it\n")[1] == ()

    def test_an_empty_file_is_empty_text(self) -> None:
        assert decode(b"") == ("", ())
