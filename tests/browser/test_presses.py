"""Every button of the one page answers where one looks, and leaves the focus in the panel."""

from pathlib import Path

from playwright.sync_api import Error, FileChooser, Page, expect

from followup_kit.log.log import open_log
from tests.browser.lab import NotebookPage, OpenNotebook

TABS = ("Today", "Season", "Log", "Write", "Progress", "Your data")
MOST_PRESSES = 60
ANSWER_MILLISECONDS = 60_000
DRAWN_MILLISECONDS = 1_500
PRESS_MILLISECONDS, MOST_TRIES = 2_000, 5
PICKER = """
    window.showSaveFilePicker = async () => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle("my_log.db", { create: true });
    };
"""

# Names the next button that was not pressed yet, scrolls to it, and begins to watch the panel.
NEXT = """pressed => {
    const panel = document.querySelector(".fk-panel");
    const isShown = one => one.getClientRects().length > 0 && !one.disabled;
    const buttons = [...panel.querySelectorAll("button")].filter(
        one => isShown(one) && !one.closest(".fk-tabs, .fk-table thead, .mod-active"));
    const nameOf = one => one.textContent.trim();
    const button = buttons.find(one => !pressed.includes(nameOf(one)));
    if (!button) return null;
    document.querySelectorAll("[data-next]").forEach(one => one.removeAttribute("data-next"));
    document.querySelectorAll(".fk-answer").forEach(one => one.remove());
    button.setAttribute("data-next", "");
    button.scrollIntoView({ block: "center" });
    const isInView = node => {
        const element = node.nodeType === 1 ? node : node.parentElement;
        const box = element?.getBoundingClientRect();
        return box && box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
    };
    const SHOWING = ["class", "style", "src", "hidden", "disabled", "open"];
    window.fkSeen?.disconnect();
    window.fkChanges = new Set();
    const fields = [...panel.querySelectorAll("input, textarea, select")];
    const held = new Map(fields.map(field => [field, field.value]));
    window.fkSeen = new MutationObserver(changes => {
        for (const change of changes) {
            if (change.target !== button) window.fkChanges.add(change.target);
        }
    });
    window.fkSeen.observe(document.body,
        { subtree: true, childList: true, characterData: true, attributeFilter: SHOWING });
    window.fkIsAnswered = () => {
        const inside = [...window.fkChanges].filter(
            node => panel.contains(node) || (node.closest?.(".fk-answer")));
        const bubble = document.querySelector(".fk-answer");
        const filled = fields.filter(field => field.value !== held.get(field));
        const field = document.activeElement; // what is shown in a text is selected there
        if (fields.includes(field)) filled.push(field);
        return (bubble && isInView(bubble)) || [...inside, ...filled].some(isInView);
    };
    window.fkHasFocus = () => panel.contains(document.activeElement);
    return nameOf(button);
}"""


def wait_for(page: Page, condition: str, message: str) -> str:
    """An empty text when the condition comes true, else the message."""
    try:
        page.wait_for_function(condition, timeout=ANSWER_MILLISECONDS)
    except Error:
        return message
    return ""


def press_all(page: NotebookPage, tab: str) -> list[str]:
    """Press every button that the tab shows or comes to show once; what was wrong with each."""
    choosers: list[FileChooser] = []
    page.page.on("filechooser", lambda chooser: choosers.append(chooser))
    wrong: list[str] = []
    pressed: list[str] = []
    missed: list[str] = []
    while len(pressed) < MOST_PRESSES:
        try:
            found = page.page.wait_for_function(NEXT, arg=pressed, timeout=DRAWN_MILLISECONDS)
        except Error:
            break
        name = str(found.json_value())
        try:
            page.page.locator("[data-next]").click(timeout=PRESS_MILLISECONDS)
        except Error:
            missed.append(name)  # it was drawn anew meanwhile
            if missed.count(name) == MOST_TRIES:
                wrong.append(f"{name}: cannot be pressed")
                pressed.append(name)
            continue
        pressed.append(name)
        for condition, message in (
            ("() => window.fkIsAnswered()", "no answer in view"),
            ("() => window.fkHasFocus()", "the focus left the panel"),
        ):
            said = wait_for(page.page, condition, message)
            if said and not choosers:  # else the answer is a window of the system
                wrong.append(f"{name}: {said}")
        choosers.clear()
        page.tab(tab)
    assert len(pressed) > 3
    return wrong


def test_every_button_answers_where_one_looks(workbook: OpenNotebook, sample_log: Path) -> None:
    page = workbook()
    page.page.evaluate(f"() => {{ {PICKER} }}")
    wrong = {}
    for tab in TABS:
        page.tab(tab)
        wrong[tab] = press_all(page, tab)

    assert {tab: found for tab, found in wrong.items() if found} == {}
    expect(page.outputs.get_by_text("Traceback")).to_have_count(0)
    assert page.console_errors == []


def test_a_second_press_on_a_record_button_does_nothing(
    workbook: OpenNotebook, sample_log: Path
) -> None:
    page = workbook()
    panel = page.tab("Write")
    before = open_log(sample_log)
    sent = int((before.messages["state"] == "sent").sum())
    before.close()

    panel.get_by_role("button", name="I sent it", exact=True).dblclick()

    expect(panel.locator(".fk-status-line")).to_contain_text("Sent to")
    expect(page.page.locator(".fk-answer")).to_be_in_viewport()
    after = open_log(sample_log)
    assert int((after.messages["state"] == "sent").sum()) == sent + 1
    after.close()
