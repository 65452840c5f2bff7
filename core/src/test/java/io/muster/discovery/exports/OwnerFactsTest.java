package io.muster.discovery.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What exports tell of owners.
class OwnerFactsTest {
    private static final String STATE =
            """
            {"version": 4, "terraform_version": "1.9.0", "serial": 7, "lineage": "1f3c",
             "outputs": {}, "resources": [
              {"mode": "managed", "type": "aws_iam_user", "name": "ci",
               "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"]",
               "instances": [{"schema_version": 0, "attributes": {
                 "arn": "arn:aws:iam::123456789012:user/build/ci", "name": "ci", "unique_id": "AIDA1",
                 "tags": {"Team": "build", "Name": "ci"},
                 "tags_all": {"Team": "from the provider", "Owner": "anna@example.com"}}}]},
              {"mode": "data", "type": "aws_iam_role", "name": "read", "instances": [
                {"attributes": {"arn": "arn:aws:iam::123456789012:role/r", "tags": {"team": "x"}}}]},
              {"mode": "managed", "type": "aws_iam_role", "name": "odd",
               "instances": [{"attributes": {"arn": "no arn", "tags": ["team"]}}, 7]},
              {"mode": "managed", "type": "random_password", "name": "p", "instances": []}]}
            """;

    @Test
    void aTerraformStateTellsWhoseUsersAreAndIsReadOnAsAFile() throws Exception {
        List<Observation> found = Exported.read(STATE);

        List<Observation.Registered> users = Exported.only(Observation.Registered.class, found);
        assertThat(users).hasSize(1);
        assertThat(users.getFirst().anchor().name()).isEqualTo("user/ci");
        Facts facts = users.getFirst().sighting().facts();
        assertThat(facts.text("terraform.Team")).as("its own tag").contains("build");
        assertThat(facts.text("terraform.Owner")).as("the provider's").contains("anna@example.com");
        assertThat(facts.has("terraform.Name")).isFalse();
        assertThat(users.getFirst().sighting().place().text())
                .isEqualTo("file://web-1/tmp/export#user/ci");
        assertThat(Exported.only(Observation.Sighted.class, found))
                .as("whatever else is in the file")
                .hasSize(1);
    }

    @Test
    void aStateThatEndsEarlyIsUnreadable() throws Exception {
        List<Observation> found = Exported.read(STATE.substring(0, 400));

        assertThat(Exported.only(Observation.Unreadable.class, found)).hasSize(1);
    }

    @Test
    void labelsOfAClusterTellWhose() throws Exception {
        List<Observation.Registered> accounts =
                Exported.only(
                        Observation.Registered.class,
                        Exported.read(
                                """
                                {"apiVersion": "v1", "kind": "List", "items": [
                                  {"apiVersion": "v1", "kind": "ServiceAccount", "metadata":
                                    {"name": "a", "namespace": "n", "uid": "u",
                                     "annotations": {"example.com/owner": "pay"},
                                     "labels": {"app.kubernetes.io/part-of": "shop", "app": "x"}}},
                                  {"apiVersion": "v1", "kind": "Namespace",
                                   "metadata": {"name": "kube-system", "uid": "cluster"}}]}
                                """));

        Facts facts = accounts.getFirst().sighting().facts();
        assertThat(facts.text("tag.example.com/owner")).contains("pay");
        assertThat(facts.text("tag.app.kubernetes.io/part-of")).contains("shop");
        assertThat(facts.has("tag.app")).isFalse();
    }

    @Test
    void tagsOfAnAccountTellWhose() throws Exception {
        List<Observation.Registered> roles =
                Exported.only(
                        Observation.Registered.class,
                        Exported.read(
                                """
                                {"RoleDetailList": [{"RoleName": "r", "RoleId": "AROA1",
                                  "Arn": "arn:aws:iam::123456789012:role/r",
                                  "Tags": [{"Key": "Team", "Value": "pay"},
                                           {"Key": "CreatedBy", "Value": "anna"}]}]}
                                """));

        Facts facts = roles.getFirst().sighting().facts();
        assertThat(facts.text("tag.Team")).contains("pay");
        assertThat(facts.text("tag.CreatedBy")).contains("anna");
    }
}
