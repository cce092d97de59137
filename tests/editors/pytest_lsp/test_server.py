"""Tests the server with an independent client. See run.sh for how to run it.

pytest-lsp simulates VS Code, Neovim and Emacs. It parses every message into the types of the protocol and
checks it against the capabilities of the client, so a message that an editor would not understand fails
the test even without an assertion.
"""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import (
    ClientServerConfig,
    LanguageClient,
    client_capabilities,
    make_test_lsp_client,
)

EDITORS = ["visual_studio_code@v1.65.2", "neovim@v0.11.0", "emacs@v29.1"]

REGISTRY = """\
entity rocio-san-miguel: person "Rocío San Miguel"
  aka: "San Miguel"

entity spain-mfa: organisation "Spain's foreign ministry"

source communique: press-release "Comunicado"
  by: @spain-mfa
"""

DRAFT = """\
article "Prisoners freed"
  text: "draft.md"

claim freed: "The activist 🎙 San Miguel was freed"
  about: @rocio-san-miguel
  source: @communique at para 2

claim five: number "five of its nationals had been released"
  said-by: @spain-mfa
"""

ARTICLE = """\
The activist 🎙 San Miguel was freed on Thursday.

Spain said that five of its nationals had been released.
"""


@pytest.fixture
def workspace(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "registry.sayso").write_text(REGISTRY, "utf-8")
    (tmp_path / "draft.sayso").write_text(DRAFT, "utf-8")
    (tmp_path / "draft.md").write_text(ARTICLE, "utf-8")
    return tmp_path


class Published(dict):
    """The diagnostics that were published last for each file. pytest-lsp writes into it."""

    def __init__(self):
        self.changed = asyncio.Event()

    def __setitem__(self, uri, diagnostics):
        super().__setitem__(uri, diagnostics)
        self.changed.set()

    async def until(self, uri: str, wanted):
        """Waits until `wanted` accepts the set of rules in the diagnostics. The timeout only limits a failure."""
        async with asyncio.timeout(60):
            while not wanted({diagnostic.code for diagnostic in self.get(uri, [])}):
                self.changed.clear()
                await self.changed.wait()


def make_client() -> LanguageClient:
    client = make_test_lsp_client()
    client.diagnostics = Published()

    @client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(params: lsp.RegistrationParams):
        client.registered = [registration.method for registration in params.registrations]

    return client


@pytest_lsp.fixture(
    config=ClientServerConfig(
        server_command=[os.environ["SAYSO"], "lsp", "--stdio"], client_factory=make_client
    ),
    params=EDITORS,
)
async def client(request, lsp_client: LanguageClient, workspace: pathlib.Path):
    uri = workspace.as_uri()
    answer = await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=client_capabilities(request.param),
            root_uri=uri,
            workspace_folders=[lsp.WorkspaceFolder(uri, "workspace")],
            process_id=os.getpid(),
        )
    )
    lsp_client.agreed = answer.capabilities
    yield
    await lsp_client.shutdown_session()


class Draft:
    """The draft in the editor, and the requests about it."""

    def __init__(self, client: LanguageClient, workspace: pathlib.Path):
        self.client = client
        self.uri = (workspace / "draft.sayso").as_uri()
        self.document = lsp.TextDocumentIdentifier(self.uri)
        self.lines = DRAFT.splitlines()
        self.version = 1

    async def open(self):
        item = lsp.TextDocumentItem(self.uri, "sayso", self.version, DRAFT)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        await self.client.diagnostics.until(self.uri, lambda rules: "unsourced-claim" in rules)

    def insert(self, line: int, text: str):
        self.version += 1
        place = lsp.Position(line, 0)
        change = lsp.TextDocumentContentChangePartial(range=lsp.Range(place, place), text=text)
        document = lsp.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def place(self, word: str) -> lsp.Position:
        """Returns the position of the middle of a word, in the agreed position encoding."""
        line, text = next((n, text) for n, text in enumerate(self.lines) if word in text)
        before = text[: text.index(word) + len(word) // 2]
        agreed = self.client.agreed.position_encoding or "utf-16"
        units = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[agreed]
        name = agreed + "-le" if units > 1 else agreed
        return lsp.Position(line, len(before.encode(name)) // units)


@pytest.fixture
def draft(client: LanguageClient, workspace: pathlib.Path) -> Draft:
    return Draft(client, workspace)


async def test_warning_appears_and_disappears(client: LanguageClient, draft: Draft):
    await draft.open()
    draft.insert(len(draft.lines), "  source: @communique at para 1\n")
    await client.diagnostics.until(draft.uri, lambda rules: "unsourced-claim" not in rules)


async def test_definition_hover_and_references(client: LanguageClient, draft: Draft):
    await draft.open()
    position = draft.place("rocio-san-miguel")
    definition = await client.text_document_definition_async(
        lsp.DefinitionParams(draft.document, position)
    )
    assert "registry.sayso" in repr(definition)
    hover = await client.text_document_hover_async(lsp.HoverParams(draft.document, position))
    assert "Rocío San Miguel" in repr(hover.contents)
    references = await client.text_document_references_async(
        lsp.ReferenceParams(lsp.ReferenceContext(include_declaration=True), draft.document, position)
    )
    assert {pathlib.Path(reference.uri).name for reference in references} == {"registry.sayso", "draft.sayso", "draft.md"}
    passage = await client.text_document_definition_async(
        lsp.DefinitionParams(draft.document, draft.place("San Miguel"))
    )
    assert "draft.md" in repr(passage)


async def test_completion(client: LanguageClient, draft: Draft):
    await draft.open()
    draft.insert(len(draft.lines), "  about: @rocio")
    position = lsp.Position(len(draft.lines), len("  about: @rocio"))
    answer = await client.text_document_completion_async(
        lsp.CompletionParams(draft.document, position)
    )
    items = answer.items if isinstance(answer, lsp.CompletionList) else answer
    item = next(item for item in items if "rocio-san-miguel" in item.label)
    if (provider := client.agreed.completion_provider).resolve_provider:
        item = await client.completion_item_resolve_async(item)
    assert provider and "Rocío San Miguel" in repr(item)


async def test_symbols(client: LanguageClient, draft: Draft):
    await draft.open()
    symbols = await client.text_document_document_symbol_async(
        lsp.DocumentSymbolParams(draft.document)
    )
    assert len(symbols) == 3
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("san miguel"))
    assert "rocio-san-miguel" in repr(found) or "Rocío San Miguel" in repr(found)


async def test_quick_fixes(client: LanguageClient, draft: Draft):
    await draft.open()
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(len(draft.lines), 0))
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(draft.document, whole, lsp.CodeActionContext(diagnostics=[]))
    )
    assert actions, "an unsourced claim has a fix"
