"""What putting a saved copy of a log together with the open one did, in words."""

from followup_kit.log.merge import MergeReport


def in_words(report: MergeReport) -> str:
    """What a merge did, as sentences for the status line."""
    if not report.added:
        said = "Everything in that file was in your log already."
    else:
        plural = "change was" if report.added == 1 else "changes were"
        said = f"{report.added} {plural} taken over from that file. Nothing was overwritten."
    if report.conflicts:
        count = len(report.conflicts)
        said += f" {count} {'field differs' if count == 1 else 'fields differ'}: choose below."
    return " ".join(filter(None, (said, report.warning)))
