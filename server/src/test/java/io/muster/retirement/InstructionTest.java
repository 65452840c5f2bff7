package io.muster.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.retirement.Instruction.Act;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What somebody is told to do where something lives.
class InstructionTest {

    private static Seen at(String place) {
        return new Seen("", "x", List.of(place), List.of(), Optional.empty(), true);
    }

    private static String command(Act act, String place) {
        return Instruction.of(act, at(place)).command().orElse("");
    }

    @Test
    void anAccessKeyIsMadeInactiveAndActiveAgain() {
        String place = "aws://123456789012/user/ci/access-key-1";
        assertThat(command(Act.DISABLE, place))
                .isEqualTo(
                        "aws iam update-access-key --status Inactive --user-name 'ci' --access-key-id KEY_ID");
        assertThat(command(Act.ENABLE, place)).contains("--status Active");
        assertThat(command(Act.DELETE, place)).startsWith("aws iam delete-access-key");
    }

    @Test
    void usersAndRolesAreDeniedEverything() {
        assertThat(command(Act.DISABLE, "aws://1/user/ci"))
                .contains("attach-user-policy", "AWSDenyAll");
        assertThat(command(Act.ENABLE, "aws://1/role/ci")).contains("detach-role-policy", "'ci'");
    }

    @Test
    void aSecretOfKubernetesIsKeptInAFileFirst() {
        assertThat(command(Act.DISABLE, "k8s://c/pay/secret/db"))
                .contains("--namespace 'pay' get secret 'db'", "&& kubectl");
        assertThat(command(Act.DELETE, "k8s://c/pay/serviceaccount/ci"))
                .isEqualTo("kubectl --namespace 'pay' delete serviceaccount 'ci'");
    }

    @Test
    void aNameCannotBecomeACommand() {
        assertThat(command(Act.DELETE, "aws://1/user/$(reboot)'; reboot #"))
                .isEqualTo("aws iam delete-user --user-name '$(reboot)'\\''; reboot #'");
    }

    @Test
    void whereNoCommandIsKnownThatIsSaid() {
        assertThat(Instruction.of(Act.DISABLE, at("vault://host/secret")).words())
                .contains("vault://host/secret", "no command");
        assertThat(Instruction.of(Act.DISABLE, at("aws://1")).command()).isEmpty();
        assertThat(Instruction.of(Act.DISABLE, at("")).words()).isNotBlank();
        assertThat(
                        Instruction.of(
                                        Act.DELETE,
                                        new Seen(
                                                "",
                                                "x",
                                                List.of(),
                                                List.of(),
                                                Optional.empty(),
                                                false))
                                .words())
                .contains("Nothing is to be done");
    }
}
