package io.muster.discovery.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.discovery.Observation;
import io.muster.model.Anchor;
import io.muster.model.Facts;
import io.muster.model.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A credential report and the authorization details of an AWS account.
class AwsExportsTest {
    private static final String REPORT =
            """
            user,arn,user_creation_time,password_enabled,password_last_used,\
            password_last_changed,password_next_rotation,mfa_active,access_key_1_active,\
            access_key_1_last_rotated,access_key_1_last_used_date,\
            access_key_1_last_used_region,access_key_1_last_used_service,\
            access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,\
            access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,\
            cert_1_last_rotated,cert_2_active,cert_2_last_rotated
            <root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,\
            not_supported,2021-01-01T00:00:00+00:00,not_supported,not_supported,true,false,\
            N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
            ci,arn:aws:iam::123456789012:user/build/ci,2023-01-01T00:00:00+00:00,false,N/A,\
            N/A,N/A,false,true,2023-01-02T00:00:00+00:00,2026-05-30T10:00:00+00:00,\
            eu-central-1,s3,false,2022-01-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,false,N/A
            """;

    private static final String DETAILS =
            """
            {"UserDetailList": [{"Path": "/build/", "UserName": "ci", "UserId": "AIDA1",
               "Arn": "arn:aws:iam::123456789012:user/build/ci",
               "CreateDate": "2023-01-01T00:00:00+00:00",
               "GroupList": ["builders"], "AttachedManagedPolicies": []}],
             "GroupDetailList": [{"GroupName": "builders", "AttachedManagedPolicies":
               [{"PolicyName": "AdministratorAccess",
                 "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]}],
             "RoleDetailList": [{"RoleName": "reader", "RoleId": "AROA1",
               "Arn": "arn:aws:iam::123456789012:role/reader",
               "Tags": [{"Key": "Team", "Value": "pay"},
                        {"Key": "Last-Reviewed", "Value": "2026-02-01"}],
               "RoleLastUsed": {"LastUsedDate": "2026-05-01"},
               "AssumeRolePolicyDocument": {"Statement": [
                 {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
                  "Action": "sts:AssumeRole",
                  "Condition": {"StringEquals": {"sts:ExternalId": "7"}}},
                 {"Effect": "Allow",
                  "Principal": {"Federated": "token.actions.githubusercontent.com"},
                  "Action": ["sts:AssumeRoleWithWebIdentity"]},
                 {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]}}],
             "Policies": []}
            """;

    @Test
    void aUserOfTheReportHasItsKeysAgeAndLastUse() throws Exception {
        List<Observation> found = Exported.read(REPORT);

        List<Observation.Registered> users = Exported.only(Observation.Registered.class, found);
        List<Observation.Sighted> keys = Exported.only(Observation.Sighted.class, found);
        Anchor ci = new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:123456789012", "user/ci");
        assertThat(users).extracting(it -> it.anchor().name()).containsExactly("root", "user/ci");
        assertThat(users.getFirst().sighting().facts().flag("mfa")).contains(true);
        assertThat(users.getLast().sighting().facts().text("lastUsed"))
                .contains("2026-05-30T10:00:00+00:00");
        assertThat(users.getFirst().sighting().facts().number("keys")).contains(0L);
        assertThat(users.getLast().sighting().facts().number("keys")).contains(1L);
        assertThat(keys).hasSize(2).allMatch(it -> it.anchors().equals(List.of(ci)));
        assertThat(keys.getFirst().sighting().facts().text("status")).contains("active");
        assertThat(keys.getLast().sighting().facts().text("status")).contains("inactive");
        assertThat(keys.getFirst().credential().id())
                .isNotEqualTo(keys.getLast().credential().id());
    }

    @Test
    void aRotatedKeyOfTheReportIsAnotherCredential() throws Exception {
        String rotated = REPORT.replace("2023-01-02", "2026-01-02");

        assertThat(
                        Exported.only(Observation.Sighted.class, Exported.read(REPORT))
                                .getFirst()
                                .credential())
                .isNotEqualTo(
                        Exported.only(Observation.Sighted.class, Exported.read(rotated))
                                .getFirst()
                                .credential());
    }

    @Test
    void aRoleIsAnAccountWithoutAKeyAndItsTrustPolicyIsGrants() throws Exception {
        List<Observation> found = Exported.read(DETAILS);

        List<Grant> grants =
                Exported.only(Observation.Granted.class, found).stream()
                        .map(Observation.Granted::grant)
                        .toList();
        assertThat(Exported.only(Observation.Registered.class, found))
                .extracting(it -> it.anchor().name())
                .containsExactly("user/ci", "role/reader");
        assertThat(grants)
                .extracting(Grant::right)
                .containsExactly(
                        "AdministratorAccess", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity");
        assertThat(grants.get(1).scope())
                .isEqualTo(Facts.of("conditions", List.of("StringEquals sts:ExternalId = 7")));
        assertThat(grants.get(1).resource()).isEqualTo("arn:aws:iam::123456789012:role/reader");
    }

    @Test
    void otherJsonAndCsvAreLeftToTheReaderBehind() throws Exception {
        assertThat(Exported.only(Observation.Sighted.class, Exported.read("{\"a\": 1}")))
                .hasSize(1);
        assertThat(
                        Exported.only(
                                Observation.Sighted.class,
                                Exported.read("user,password\nalice,x\n")))
                .hasSize(1);
    }

    @Test
    void aRoleHasNoKeysAndMayBeReviewed() throws Exception {
        Facts role =
                Exported.only(Observation.Registered.class, Exported.read(DETAILS))
                        .getLast()
                        .sighting()
                        .facts();

        assertThat(role.number("keys")).contains(0L);
        assertThat(role.text("lastReviewed")).contains("2026-02-01");
    }
}
