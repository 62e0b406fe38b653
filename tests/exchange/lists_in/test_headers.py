import pytest

from followup_kit.exchange.lists_in.understanding.headers import (
    map_columns,
    row_kind,
    shape_of,
    targets,
)
from tests.exchange.lists_in.lists import FOLDER

MEANT = {
    "LinkedIn applications": (
        "application",
        "Application Date>applied_on,Contact Email>keep,Contact Phone Number>keep,Company Name>"
        "company,Job Title>position,Job Url>url,Resume Name>keep,Question And Answers>keep",
    ),
    "LinkedIn applications, a column renamed": (
        "application",
        "Application Date>applied_on,Company>company,Job Title>position,Job Url>url",
    ),
    "LinkedIn contacts": (
        "person",
        "First Name>person_first,Last Name>person_last,URL>linkedin,Email Address>email,Company>"
        "company,Position>title,Connected On>keep",
    ),
    "LinkedIn contacts of before": (
        "person",
        "First Name>person_first,Last Name>person_last,Email Address>email,Company>company,"
        "Position>title,Connected On>keep",
    ),
    "LinkedIn messages": (
        "message",
        "CONVERSATION ID>leave,CONVERSATION TITLE>leave,FROM>sender,SENDER PROFILE URL>leave,TO>"
        "recipient,DATE>sent_at,SUBJECT>subject,CONTENT>body,FOLDER>leave",
    ),
    "Huntr": (
        "application",
        "id>leave,createdAt>keep,title>position,salary>keep,url>url,lastMovedAt>status_on,boardId>"
        "leave,listName>status,companyName>company,creatorUserFirstName>keep,creatorUserEmail>keep",
    ),
    "JobSync": (
        "application",
        "index>leave,createdAt>keep,applied>keep,appliedDate>applied_on,Company>company,JobTitle>"
        "position,jobType>position_type,workplaceType>keep,Location>keep,JobSource>keep,Status>status",
    ),
    "Simplify": (
        "application",
        "Company Name>company,Job Title>position,Status>status,Date Applied>applied_on,Job Posting "
        "URL>url,Location>keep,Notes>notes",
    ),
    "Teal": (
        "application",
        "ID>leave,Job Position>position,Company>company,Max. Salary>keep,Location>keep,Status>"
        "status,Date Saved>keep,Date Applied>applied_on,Follow up>keep,Excitement>keep",
    ),
    "aliases of Reactive Resume": (
        "application",
        "Employer>company,Title>position,Stage>status,Stage Date>status_on,Source>keep,URL>url",
    ),
    "aliases of Reactive Resume, other": (
        "application",
        "Organization>company,Role>position,Status>status,Applied Date>applied_on,Job URL>url",
    ),
    "tracker of three files: applications": (
        "application",
        "date_applied>applied_on,company>company,role>position,location>keep,status>status,job_url>"
        "url,referral>keep,follow_up_date>keep,notes>notes",
    ),
    "tracker of three files: contacts": (
        "person",
        "date_added>keep,name>person,company>company,relationship>part,contact_info>contact,"
        "last_contact_date>keep,next_follow_up>keep,notes>notes",
    ),
    "tracker of three files: interviews": (
        "interview",
        "company>company,role>position,stage>round,interview_date>interview_on,result>result,"
        "next_step>next_step,notes>notes",
    ),
    "sheet template b": (
        "application",
        "Company Name>company,Application Status>status,Role>position,Salary>keep,Date Submitted>"
        "applied_on,Link to Job Req>url,Rejection Reason>keep,Notes>notes",
    ),
    "sheet template c": (
        "application",
        "Job Title>position,Company name>company,Source>keep,Applied Date>applied_on,Response Date>"
        "status_on,Time Period>keep,Interview>interview_on,Status>status",
    ),
    "cohort: interviews": (
        "interview",
        "id>keep,round>round,starts_at>interview_on,complete>interview_status,application_id>ref",
    ),
    "Chinese": (
        "application",
        "公司>company,职位>position,状态>status,申请日期>applied_on,面试时间>interview_on,备注>notes",
    ),
    "a list of interviews": (
        "interview",
        "Date>interview_on,Time>interview_time,Company>company,Interviewer(s)>person,Type>kind,"
        "Status>status,Notes>notes",
    ),
    "a log of contacts with employers": (
        "application",
        "Date>applied_on,Company>company,Contact Name>person,Phone>keep,Position>position,Result>"
        "status,Follow-up>keep",
    ),
    "a list of people": (
        "person",
        "Name>person,Title>title,Company>company,Email>email,LinkedIn>linkedin",
    ),
    "French": (
        "application",
        "entreprise>company,poste>position,date candidature>applied_on,entretien 1>interview_on,"
        "entretien 2>interview_on,réponse>status",
    ),
    "German": (
        "application",
        "Firma>company,Stelle>position,Beworben am>applied_on,Status>status,Ansprechpartner>person,"
        "Bemerkungen>notes",
    ),
    "names with slips": (
        "application",
        "Compnay>company,Positon>position,When did I apply date>applied_on,Current state>status",
    ),
    "one column per round": (
        "application",
        "Company>company,Job Title>position,1st interview>interview_on,2nd interview>interview_on",
    ),
    "people and thanks": (
        "application",
        "Employer>company,Contact person>person,Contact e-mail>email,Interviewer 2>person,"
        "Thank-you note sent>thanked_on,Salary (k)>keep",
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_columns_are_understood_by_their_names(name: str) -> None:
    kind, listed = MEANT[name]
    pairs = [entry.split(">") for entry in listed.split(",")]
    headers = [header for header, _ in pairs]

    assert row_kind(headers) == kind
    assert [list(p) for p in zip(headers, map_columns(headers, kind), strict=True)] == pairs


def test_jobs_that_were_saved_are_known_for_what_they_are() -> None:
    header = (FOLDER / "linkedin_saved_jobs.csv").read_text().splitlines()[0]

    shape = shape_of(header.split(","))

    assert shape is not None
    assert shape.row == "saved"


def test_a_known_list_is_known_with_a_column_renamed() -> None:
    header = (FOLDER / "linkedin_applications.csv").read_text().splitlines()[0]

    shape = shape_of(header.replace("Company Name", "Company").split(","))

    assert shape is not None
    assert shape.order == "month"


def test_of_two_columns_for_one_place_the_exact_name_has_it() -> None:
    assert map_columns(["Company (short)", "Company"], "application") == ["keep", "company"]


def test_a_column_nobody_knows_goes_to_the_notes() -> None:
    assert map_columns(["Company", "Ghost factor"], "application") == ["company", "keep"]


def test_every_place_has_a_label_of_its_own() -> None:
    labels = [target.label for target in targets().values()]

    assert len(set(labels)) == len(labels)
