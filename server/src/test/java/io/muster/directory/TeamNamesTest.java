package io.muster.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TeamNamesTest {
    private final TeamNames names = new TeamNames(List.of("muster-team-*", "Ops"));

    @Test
    void aGroupIsTheTeamThatItsNameSays() {
        assertThat(names.team("muster-team-web")).contains("web");
        assertThat(names.team("muster-team-Web & Shop")).contains("web-shop");
        assertThat(names.team("Ops")).contains("ops");
        assertThat(names.team("ops")).isEmpty();
        assertThat(names.team("muster-team-")).isEmpty();
        assertThat(names.team("muster-team-***")).isEmpty();
        assertThat(names.team("other")).isEmpty();
    }

    @Test
    void aNameIsAnIdOrNone() {
        assertThat(TeamNames.id("Anna.B@Example.com")).contains("anna.b-example.com");
        assertThat(TeamNames.id("../x")).contains("x");
        assertThat(TeamNames.id("ø".repeat(3))).isEmpty();
        assertThat(TeamNames.id("a".repeat(101))).isEmpty();
    }
}
