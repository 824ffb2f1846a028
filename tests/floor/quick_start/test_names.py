"""What is typed or pasted is understood as a person means it, and what is doubtful is said."""

from competition.floor.quick_start.names import Member, competitors, referees, without_namesakes


def said(problems: object) -> list[str]:
    return [str(problem) for problem in problems]  # type: ignore[attr-defined]


def pairs(text: str, team_size: int = 1) -> list[tuple[str, str]]:
    return [(one.name, one.employer) for entrant in competitors(text, team_size).entrants for one in entrant.members]


def test_referees_stand_in_a_line_and_the_marked_one_is_chief() -> None:
    assert referees("何临川、沈砚舟（裁判长），秦照\n段星野;")[0] == ["沈砚舟", "何临川", "秦照", "段星野"]


def test_without_a_mark_the_first_is_chief_also_between_blanks() -> None:
    assert referees("沈砚舟 何临川　秦照")[0] == ["沈砚舟", "何临川", "秦照"]
    assert referees("沈砚舟(裁判长) 何临川")[0] == ["沈砚舟", "何临川"]


def test_a_name_with_a_blank_in_it_stays_whole() -> None:
    assert referees("Anna Berg, Per Holm")[0] == ["Anna Berg", "Per Holm"]


def test_a_referee_written_twice_counts_once_and_it_is_said() -> None:
    names, notices = referees("沈砚舟、何临川、沈砚舟")
    assert names == ["沈砚舟", "何临川"]
    assert said(notices) == ["裁判“沈砚舟”写了 2 次，只算一个。"]


def test_competitors_are_pasted_with_tabs_wide_blanks_or_single_blanks() -> None:
    expected = [("顾堃", "青梧机电公司"), ("买买提·艾山", "南枝建设公司"), ("林喆", "白鹭电气厂")]
    assert pairs("顾堃\t青梧机电公司\n买买提·艾山　南枝建设公司\n林喆 白鹭电气厂") == expected


def test_a_number_in_front_is_not_a_name() -> None:
    assert pairs("1\t顾堃\t青梧机电公司\n2、 林喆 白鹭电气厂") == [("顾堃", "青梧机电公司"), ("林喆", "白鹭电气厂")]


def test_a_pasted_heading_names_the_columns() -> None:
    text = "序号\t单位\t姓名\t性别\t代表队\n1\t青梧机电公司\t顾堃\t男\t机电行业工会"
    assert pairs(text) == [("顾堃", "青梧机电公司")]
    assert competitors(text).entrants[0].delegation == "机电行业工会"


def test_namesakes_of_two_employers_are_two_people_and_it_is_said() -> None:
    names = competitors("周望舒　青梧机电公司\n林喆　白鹭电气厂\n周望舒　南枝建设公司")
    assert len(names.entrants) == 3
    assert names.namesakes == ("周望舒",)
    assert said(names.notices) == ["“周望舒”出现 2 次，单位不同。按 2 个人建立。"]


def test_the_same_person_after_all_keeps_his_first_line() -> None:
    text = "周望舒　青梧机电公司\n林喆　白鹭电气厂\n周望舒　南枝建设公司"
    assert without_namesakes(text, "周望舒") == "周望舒　青梧机电公司\n林喆　白鹭电气厂"


def test_the_same_line_twice_is_one_person() -> None:
    names = competitors("顾堃\t青梧机电公司\n顾堃\t青梧机电公司")
    assert [one.members for one in names.entrants] == [(Member("顾堃", "青梧机电公司", 1),)]
    assert said(names.notices) == ["“顾堃　青梧机电公司”出现 2 次，只建立一次。"]


def test_empty_lines_digits_and_missing_employers_are_said() -> None:
    names = competitors("\n顾堃2\t青梧机电公司\n\n林喆\n\n")
    assert [one.members[0].name for one in names.entrants] == ["顾堃2", "林喆"]
    assert said(names.notices) == [
        "第 2 行：名字“顾堃2”里有数字，请看一眼。",
        "1 人没有写单位，例如“林喆”。单位可以以后补。",
        "中间有 1 个空行，已略过。",
    ]


def test_a_team_is_who_writes_the_same_team_name() -> None:
    names = competitors("顾堃\t青梧\t一队\n林喆\t白鹭\t二队\n沈昇\t青梧\t一队\n许砚\t白鹭\t二队", team_size=2)
    assert [(one.team, [member.name for member in one.members]) for one in names.entrants] == [
        ("一队", ["顾堃", "沈昇"]),
        ("二队", ["林喆", "许砚"]),
    ]
    assert names.problems == ()


def test_a_team_of_the_wrong_size_is_a_problem_and_names_the_team() -> None:
    names = competitors("顾堃\t青梧\n林喆\t白鹭\n沈昇\t青梧", team_size=2)
    assert said(names.problems) == ["“白鹭”队有 1 人，应为 2 人。同队的人请写同一个队名。"]


def test_rare_characters_survive() -> None:
    assert pairs("李𬭚\t㐂昇䶮公司") == [("李𬭚", "㐂昇䶮公司")]


def test_nothing_typed_is_nobody() -> None:
    assert competitors(" \n\n").entrants == ()
    assert referees(" ")[0] == []
