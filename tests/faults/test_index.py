"""What this system is immune to, and by which tests: each named here is there."""

import pytest

from tests.scoring.test_rules_of_the_field import TESTS, named_in

IMMUNE = {
    "F1 acknowledged and lost": (
        "faults/test_f1_between.py::test_killed_between_hearing_and_committing",
        "stories/test_power_cut.py::test_nothing_acknowledged_is_lost_and_nothing_counts_twice",
        "stories/test_the_box_dies.py::test_another_laptop_goes_on_from_the_stick",
        "judging/test_power_cut.py::test_nothing_acknowledged_is_missing_after_a_kill",
        "judging/test_scorekeeper.py::test_the_writer_survives_killed_connections",
        "database/test_bundled.py::test_after_a_kill_the_next_one_comes_up_at_once_with_all_that_was_committed",
    ),
    "F2 one bad record hides the rest": (
        "faults/test_f2_one_bad_record.py::test_the_others_serve_and_the_line_is_named",
        "judging/test_scorekeeper.py::test_one_bad_row_does_not_fail_the_others",
        "judging/test_scorekeeper.py::test_a_line_that_is_gone_closes_its_round",
        "attack/test_order_of_acts.py::test_a_damaged_round_leaves_the_season_page_standing",
        "attack/test_frames.py::test_an_odd_decision_is_refused_alone",
    ),
    "F3 lost update between two tablets": (
        "judging/test_scorekeeper.py::test_of_pairs_at_once_on_one_aspect_one_wins_and_one_is_told",
        "judging/test_scorekeeper.py::test_pairs_at_once_on_different_aspects_are_both_kept",
        "judging/test_scorekeeper.py::test_lines_of_another_process_are_read_before_judging",
        "tablet/test_nothing_is_lost.py::test_two_tablets_on_one_mark_show_both_values_and_a_person_settles_it",
    ),
    "F4 a retry counted twice": (
        "faults/test_f4_a_retry.py::test_an_answer_that_is_never_heard_is_the_same_every_time",
        "faults/test_f4_a_retry.py::test_what_comes_late_on_a_line_given_up_changes_nothing",
        "judging/test_scorekeeper.py::test_a_retry_is_one_line_and_the_same_answer_also_after_a_restart",
        "tablet/test_nothing_is_lost.py::test_twenty_marks_without_a_line_and_two_reloads_arrive_once",
        "tablet/test_nothing_is_lost.py::test_a_server_killed_again_and_again_gets_every_mark_once",
        "tablet/test_nothing_is_lost.py::test_a_flat_battery_takes_no_mark_along",
        "tablet/test_line.py::test_two_windows_on_one_tablet_send_every_mark_once",
    ),
    "F5 a board misses the last change, or goes back": (
        "faults/test_f5_a_board.py::test_a_board_is_right_again_within_five_seconds_and_never_goes_back",
        "faults/test_f5_a_board.py::test_a_frame_that_comes_late_on_an_old_line_does_not_take_the_board_back",
        "faults/test_f5_a_board.py::test_a_board_that_reads_nothing_for_a_while_skips_to_the_latest",
        "pages/test_hall_screen.py::test_silence_is_amber_and_the_line_is_made_anew",
        "results/test_boards.py::test_a_board_heals_when_it_could_not_be_made_for_a_while",
    ),
    "F6 a dead tablet looks alive; a late tap lands on the next competitor": (
        "faults/test_f6_a_dead_tablet.py::test_a_half_open_line_is_dead_on_both_ends_and_the_mark_keeps_its_competitor",
        "tablet/test_entering.py::test_typing_at_the_speed_of_a_machine_loses_no_digit",
        "tablet/test_nothing_is_lost.py::test_reloading_in_the_tick_of_enter_loses_nothing",
    ),
    "F7 a correction does not reach the ranking": (
        "stories/test_a_day.py::test_logbook_tablets_and_an_independent_sum_agree_at_the_end",
        "scoring/test_laws.py::test_the_running_tally_is_the_one_recomputed_from_nothing",
        "scoring/test_laws.py::test_undo_restores",
        "judging/test_standings.py::test_undo_restores_the_standing",
        "keeping/test_recount.py::test_both_readings_agree_at_every_line",
        "results/test_signing.py::test_the_four_exports_agree",
        "results/test_errata.py::test_both_sign_a_new_ranking_and_what_was_printed_is_called_back",
    ),
    "F8 a freeze leaks, stale results are printed": (
        "attack/test_order_of_acts.py::test_frozen_no_public_page_moves",
        "results/test_public_pages.py::test_while_frozen_every_byte_stays_as_it_was",
        "judging/test_standings.py::test_a_freeze_leaks_nothing",
        "results/test_signing.py::test_a_paper_before_the_signature_is_a_draft",
        "documents/test_ranking_papers.py::test_a_ranking_that_is_not_whole_is_a_draft_whoever_signed_it",
        "results/test_errata.py::test_both_sign_a_new_ranking_and_what_was_printed_is_called_back",
    ),
    "F9 float noise or rounding decides ranks": (
        "scoring/test_laws.py::test_the_order_of_sheets_does_not_matter",
        "scoring/test_laws.py::test_marks_in_different_places_may_come_in_any_order",
        "scoring/test_ranking.py::test_what_no_stage_rounds_decides_places",
        "scoring/test_amounts.py::test_a_stage_not_named_carries_exact_values_on",
        "files/test_rank_read_apart.py::test_both_readings_agree",
    ),
    "F10 the wrong person goes up": (
        "city/test_nominations.py::test_of_alternates_on_one_place_nobody_fills_up_by_his_label",
        "city/test_nominations.py::test_who_declines_is_followed_by_the_first_alternate_once",
        "city/test_nominations.py::test_a_step_undoes_cleanly_and_a_stale_one_is_told",
        "city/test_nominations.py::test_a_mark_after_the_signature_changes_no_nomination",
        "results/test_errata.py::test_the_public_reads_of_it_and_a_nomination_is_flagged",
    ),
}


@pytest.mark.parametrize("story", IMMUNE)
def test_a_story_has_its_tests(story: str) -> None:
    for named in IMMUNE[story]:
        room, _colons, test = named.partition("::")
        assert test in named_in(TESTS / room), named
