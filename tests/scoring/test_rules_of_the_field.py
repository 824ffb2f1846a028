"""Every rule of marking that the field knows, and the tests that hold it: a rule without a living test fails here."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
RULES: Mapping[str, tuple[str, ...]] = {
    "理论与实操按权重合成（常用 30:70）；权重在评分标准里": (
        "files/test_ready_trades.py::test_a_trade_is_worth_a_hundred",
        "scoring/test_full_marks.py::test_a_weight_counts_and_without_weights_marks_add_up",
    ),
    "两位小数、四舍五入、精确小数": (
        "scoring/test_amounts.py::test_half_goes_away_from_zero",
        "scoring/test_amounts.py::test_an_amount_is_read_exactly",
        "scoring/test_scale.py::test_it_agrees_with_fifty_decimal_places",
    ),
    "何时修约写在评分标准里，并改变名次": (
        "scoring/test_amounts.py::test_a_stage_not_named_carries_exact_values_on",
        "scoring/test_panels.py::test_a_panel_is_rounded_before_its_factors_and_after",
        "scoring/test_ranking.py::test_what_no_stage_rounds_decides_places",
    ),
    "五名裁判起去最高最低，取其余平均；不足五名取平均": (
        "events/test_panels.py::test_a_panel_follows_the_referees_and_drops_only_from_five",
        "files/test_ready_trades.py::test_the_cook_is_marked_by_five_with_the_extremes_dropped",
        "scoring/test_panels.py::test_a_panel_combines_what_it_keeps",
    ),
    "去分后所剩不足即不成立，由替补或裁判长说明理由": (
        "scoring/test_panels.py::test_drops_go_also_when_a_judge_was_absent",
        "judging/test_weighing.py::test_a_reserve_marks_only_for_a_recorded_absence",
    ),
    "测量分由两名裁判共同登录、两人签名": ("scoring/test_changes.py::test_a_measurement_by_two_is_signed_when_both_have",),
    "世赛：模块 A–I、总分 100、各领域权重偏差至多 5": (
        "scoring/test_scheme_written.py::test_criteria_are_letters_from_a_to_i",
        "scoring/test_scheme_written.py::test_what_is_told_in_one_profile_is_forbidden_in_the_strict_one",
        "scoring/test_scheme_written.py::test_a_scheme_as_worldskills_wants_it_has_no_warning",
    ),
    "评价分 0–3 由三人评，极差过大须重评": (
        "scoring/test_panels.py::test_a_judgement_is_its_share_of_the_maximum",
        "scoring/test_forms.py::test_a_spread_keeps_a_form_from_being_signed",
        "scoring/test_revealing.py::test_marks_too_far_apart_are_entered_again_and_shown_again",
        "scoring/test_revealing.py::test_in_the_strict_profile_a_judgement_is_revealed_before_it_is_signed",
    ),
    "替补只在登记缺席或回避时评；严格规格下缺席不能代替评分": (
        "judging/test_two_officials.py::test_who_is_recused_does_not_mark_there_and_the_next_of_the_team_does",
        "scoring/test_panels.py::test_in_the_strict_profile_an_absence_does_not_stand_in",
    ),
    "评分子项即一张评分表、一个小组、一把锁": (
        "scoring/test_forms.py::test_a_form_goes_its_way",
        "scoring/test_full_marks.py::test_a_form_is_a_plain_sum",
    ),
    "缺裁判不得跳过：未评、未登记缺席不能结束": (
        "judging/test_desk.py::test_the_end_is_refused_where_he_stands_until_nothing_is_missing",
    ),
    "并列依次比总分、实操、各模块、用时，再抽签或裁定；并列或不允许并列": (
        "scoring/test_ranking.py::test_every_key_orders_in_its_direction",
        "scoring/test_ranking.py::test_a_lot_decides_where_every_one_of_the_tied_has_his_own",
        "scoring/test_ranking.py::test_a_forbidden_tie_is_told_when_nothing_else_is_wrong",
    ),
    "分数可带备注和常用语": ("tablet/test_entering.py::test_a_phrase_is_written_into_the_note",),
    "题目有误：对所有人整项给分或整项作废，先看名次": (
        "scoring/test_changes.py::test_a_wrong_question_gives_everybody_its_full_mark_or_nothing",
        "judging/test_what_if.py::test_a_wrong_question_shows_who_would_move_and_only_then_is_annulled",
    ),
    "理论成绩粘贴或导入，先预览": (
        "judging/test_theory_import.py::test_every_row_says_what_becomes_of_it_and_nothing_is_entered_before",
    ),
    "按选手或横向登分": ("tablet/test_entering.py::test_typing_at_the_speed_of_a_machine_loses_no_digit",),
    "只有跨奖项、名额界线的并列才要裁定；审定等它": (
        "judging/test_ties.py::test_a_tie_that_crosses_no_edge_is_nobodys_work",
        "judging/test_ties.py::test_approval_waits_until_it_is_left_tied_with_a_reason",
        "scoring/test_edges.py::test_a_tie_matters_where_an_edge_runs_through_it",
    ),
    "复核：30 张以内全查；否则前列全查、其余抽查；错误率过 5 % 全查": (
        "scoring/test_recheck.py::test_thirty_forms_or_fewer_are_all_rechecked",
        "scoring/test_recheck.py::test_the_top_group_in_full_and_a_sample_of_the_others",
        "scoring/test_recheck.py::test_over_five_percent_wrong_demands_all",
        "results/test_recheck.py::test_a_wrong_form_over_five_percent_makes_it_all_and_corrected_it_is_signed",
    ),
    "评分表：草稿、签名、接收；退回要理由": (
        "scoring/test_forms.py::test_a_form_goes_its_way",
        "judging/test_desk.py::test_a_form_is_accepted_or_given_back_with_a_reason",
    ),
    "改分的裁定是新的一行，不是改旧的": (
        "scoring/test_explained.py::test_a_ruling_sets_the_judges_aside",
        "judging/test_two_officials.py::test_a_correction_comes_after_the_signature_and_past_the_locks_but_only_by_two",
    ),
    "团体：全部或最好 n 名之和或平均；并列比第一名多": (
        "results/test_delegations.py::test_the_best_two_of_each_make_the_total",
        "results/test_delegations.py::test_the_mean_of_all_counts_everybody",
        "scoring/test_teams.py::test_more_first_places_decide_between_equals",
    ),
}


def named_in(path: Path) -> set[str]:
    return set(re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.M)) if path.is_file() else set()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_field_is_held(rule: str) -> None:
    for named in RULES[rule]:
        room, _colons, test = named.partition("::")
        assert test in named_in(TESTS / room), named
