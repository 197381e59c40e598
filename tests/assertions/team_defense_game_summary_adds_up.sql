-- F37, F44: a defence whose points allowed are not those of the shots it allowed, or that counts
-- points by zone in another unit than the box score.
with

defenses as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_window('game_date') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}

),

-- A row names the source of the opponent's numbers; the other row of the game that of its own.
games as (

    select
        own.*,
        opponent.primary_source_used as own_source_used,
        opponent.margin_of_victory as opponent_margin

    from defenses as own
    inner join defenses as opponent
        on
            own.game_id = opponent.game_id
            and own.opponent_team_abbr = opponent.defending_team_abbr

),

contradictions as (

    {% set keys = ['game_date', 'game_id', 'defending_team_abbr'] %}
    {{ contradictions('defenses', keys, [
        {
            'says': 'points allowed are those of paint, mid-range, threes and free throws',
            'value': 'points_allowed',
            'equals': 'points_in_paint_allowed + mid_range_points_allowed
                + three_pt_points_allowed + opp_ft_makes',
            'where': 'shot_zones_available',
            'unless': ['R9'],
        },
        {
            'says': 'two points per basket in the paint',
            'value': 'points_in_paint_allowed',
            'equals': '2 * opp_paint_makes',
        },
        {
            'says': 'two points per basket from mid-range',
            'value': 'mid_range_points_allowed',
            'equals': '2 * opp_mid_range_makes',
        },
        {
            'says': 'three points per three',
            'value': 'three_pt_points_allowed',
            'equals': '3 * opp_three_pt_makes',
        },
        {
            'says': 'zones hold every attempt',
            'value': 'opp_paint_attempts + opp_mid_range_attempts + opp_three_pt_attempts',
            'equals': 'opp_fg_attempts',
            'where': 'shot_zones_available',
        },
        {
            'says': 'a shot that is blocked is missed',
            'value': 'blocks_paint + blocks_mid_range + blocks_three_pt',
            'at_most': 'opp_fg_attempts - opp_fg_makes',
            'where': 'shot_zones_available',
        },
        {
            'says': 'zones are all there or not at all',
            'value': "
                case when opp_paint_attempts is null then 0 else 1 end
                + case when opp_paint_makes is null then 0 else 1 end
                + case when opp_mid_range_attempts is null then 0 else 1 end
                + case when opp_mid_range_makes is null then 0 else 1 end
                + case when blocks_paint is null then 0 else 1 end
                + case when blocks_mid_range is null then 0 else 1 end
                + case when blocks_three_pt is null then 0 else 1 end
            ",
            'equals': 'case when shot_zones_available then 7 else 0 end',
        },
        {
            'says': 'margin and result agree',
            'value': 'win_flag',
            'equals': 'margin_of_victory > 0',
        },
    ]) }}

    union all

    {{ contradictions('games', keys, [
        {
            'says': 'the margins are opposite',
            'value': 'margin_of_victory',
            'equals': '-opponent_margin',
        },
        {
            'says': 'tier follows from the sources of both teams and zones',
            'value': 'data_quality_tier',
            'equals': "case
                when 'reconstructed_from_players' in (primary_source_used, own_source_used)
                    then 'bronze'
                when shot_zones_available then 'gold'
                else 'silver'
            end",
        },
    ]) }}

)

select * from contradictions
