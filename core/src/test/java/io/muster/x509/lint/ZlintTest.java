package io.muster.x509.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Malformed;
import io.muster.testing.Corpus;
import io.muster.x509.Certificate;
import io.muster.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Our checks against zlint's expectations, where both check the same thing: what zlint expects to
/// be an error or a warning we find, what it expects to pass we let pass.
class ZlintTest {
    /// zlint's name, then ours.
    private static final Map<String, String> SAME =
            Map.ofEntries(
                    Map.entry("e_invalid_certificate_version", "version-not-3"),
                    Map.entry("e_cert_extensions_version_not_3", "version-without-extensions"),
                    Map.entry("e_cert_contains_unique_identifier", "unique-identifier"),
                    Map.entry("e_serial_number_not_positive", "serial-not-positive"),
                    Map.entry("e_serial_number_longer_than_20_octets", "serial-too-long"),
                    Map.entry(
                            "e_cert_sig_alg_not_match_tbs_sig_alg", "signature-algorithm-mismatch"),
                    Map.entry("e_validity_time_not_positive", "validity-reversed"),
                    Map.entry("e_utc_time_not_in_zulu", "time-format"),
                    Map.entry("e_utc_time_does_not_include_seconds", "time-format"),
                    Map.entry("e_generalized_time_not_in_zulu", "time-format"),
                    Map.entry("e_wrong_time_format_pre2050", "time-choice"),
                    Map.entry("e_issuer_field_empty", "issuer-empty"),
                    Map.entry("e_ca_subject_field_empty", "ca-subject-empty"),
                    Map.entry("e_subject_country_not_iso", "country-not-iso"),
                    Map.entry("e_subj_country_not_uppercase", "country-not-iso"),
                    Map.entry("e_subject_dn_country_not_printable_string", "country-not-printable"),
                    Map.entry("e_issuer_dn_country_not_printable_string", "country-not-printable"),
                    Map.entry("e_subject_common_name_max_length", "common-name-too-long"),
                    Map.entry("e_subject_organization_name_max_length", "organization-too-long"),
                    Map.entry(
                            "e_subject_organizational_unit_name_max_length",
                            "organizational-unit-too-long"),
                    Map.entry("e_subject_locality_name_max_length", "locality-too-long"),
                    Map.entry("e_subject_state_name_max_length", "state-too-long"),
                    Map.entry(
                            "e_subject_dn_serial_number_max_length",
                            "serial-number-attribute-too-long"),
                    Map.entry("e_subject_email_max_length", "email-attribute-too-long"),
                    Map.entry("w_subject_dn_leading_whitespace", "subject-whitespace"),
                    Map.entry("w_subject_dn_trailing_whitespace", "subject-whitespace"),
                    Map.entry("w_issuer_dn_leading_whitespace", "issuer-whitespace"),
                    Map.entry("w_issuer_dn_trailing_whitespace", "issuer-whitespace"),
                    Map.entry("e_subject_dn_not_printable_characters", "name-control-characters"),
                    Map.entry("w_extra_subject_common_names", "several-common-names"),
                    Map.entry("e_ext_san_no_entries", "san-unreadable"),
                    Map.entry(
                            "e_ext_san_not_critical_without_subject",
                            "san-not-critical-without-subject"),
                    Map.entry("w_ext_san_critical_with_subject_dn", "san-critical-with-subject"),
                    Map.entry("e_ext_san_empty_name", "san-empty-name"),
                    Map.entry("e_ext_san_space_dns_name", "san-dns-space"),
                    Map.entry("e_ext_san_dns_not_ia5_string", "san-dns-not-ascii"),
                    Map.entry("e_san_dns_name_includes_null_char", "san-dns-null"),
                    Map.entry("e_san_dns_name_starts_with_period", "san-dns-leading-period"),
                    Map.entry("e_rfc_dnsname_label_too_long", "san-dns-label-too-long"),
                    Map.entry("e_dnsname_label_too_long", "san-dns-label-too-long"),
                    Map.entry("e_ext_san_dns_name_too_long", "san-dns-too-long"),
                    Map.entry("e_san_bare_wildcard", "san-wildcard-alone"),
                    Map.entry("e_san_wildcard_not_first", "san-wildcard-not-first"),
                    Map.entry("e_ext_san_uri_not_ia5", "san-uri-not-ascii"),
                    Map.entry("e_ext_san_uri_relative", "san-uri-relative"),
                    Map.entry("e_ext_san_uri_host_not_fqdn_or_ip", "san-uri-host"),
                    Map.entry("e_ext_san_rfc822_format_invalid", "san-email-format"),
                    Map.entry("e_ext_duplicate_extension", "duplicate-extension"),
                    Map.entry("e_ext_authority_key_identifier_critical", "aki-critical"),
                    Map.entry("e_ext_authority_key_identifier_missing", "aki-missing"),
                    Map.entry(
                            "e_ext_authority_key_identifier_no_key_identifier", "aki-without-key"),
                    Map.entry("e_ext_subject_key_identifier_critical", "ski-critical"),
                    Map.entry("e_ext_subject_key_identifier_missing_ca", "ca-without-ski"),
                    Map.entry("w_ext_key_usage_not_critical", "key-usage-not-critical"),
                    Map.entry("e_ext_key_usage_without_bits", "key-usage-empty"),
                    Map.entry("w_eku_critical_improperly", "extended-key-usage-any-critical"),
                    Map.entry(
                            "e_key_usage_and_extended_key_usage_inconsistent",
                            "key-usage-inconsistent"),
                    Map.entry("e_ext_cert_policy_duplicate", "policy-duplicate"),
                    Map.entry("e_ext_policy_map_any_policy", "policy-mapping-any"),
                    Map.entry("w_ext_policy_map_not_critical", "policy-mapping-not-critical"),
                    Map.entry(
                            "w_ext_policy_map_not_in_cert_policy", "policy-mapping-without-policy"),
                    Map.entry(
                            "e_ext_policy_constraints_not_critical",
                            "policy-constraints-not-critical"),
                    Map.entry("e_ext_policy_constraints_empty", "policy-constraints-empty"),
                    Map.entry(
                            "e_inhibit_any_policy_not_critical", "inhibit-any-policy-not-critical"),
                    Map.entry("w_ext_ian_critical", "issuer-alt-name-critical"),
                    Map.entry("e_ext_ian_no_entries", "issuer-alt-name-unreadable"),
                    Map.entry(
                            "w_ext_crl_distribution_marked_critical",
                            "distribution-points-critical"),
                    Map.entry("e_distribution_point_incomplete", "distribution-points-unreadable"),
                    Map.entry("e_ext_freshest_crl_marked_critical", "freshest-crl-critical"),
                    Map.entry("e_ext_aia_marked_critical", "aia-critical"),
                    Map.entry("e_subject_info_access_marked_critical", "sia-critical"),
                    Map.entry(
                            "e_ext_subject_directory_attr_critical",
                            "subject-directory-attributes-critical"),
                    Map.entry("e_precert_with_sct_list", "precertificate-with-timestamps"),
                    Map.entry("e_empty_sct_list", "timestamps-empty"),
                    Map.entry("e_basic_constraints_not_critical", "basic-constraints-not-critical"),
                    Map.entry(
                            "e_path_len_constraint_improperly_included", "path-length-without-ca"),
                    Map.entry("e_ca_key_usage_missing", "ca-key-usage-missing"),
                    Map.entry("e_ca_key_cert_sign_not_set", "ca-may-not-sign"),
                    Map.entry("e_ext_key_usage_cert_sign_without_ca", "cert-sign-without-ca"),
                    Map.entry(
                            "e_ext_name_constraints_not_critical", "name-constraints-not-critical"),
                    Map.entry("e_ext_name_constraints_not_in_ca", "name-constraints-without-ca"),
                    Map.entry("e_name_constraint_empty", "name-constraints-unreadable"),
                    Map.entry("e_name_constraint_minimum_non_zero", "name-constraints-unreadable"),
                    Map.entry("w_name_constraint_on_edi_party_name", "name-constraints-form"),
                    Map.entry("w_name_constraint_on_registered_id", "name-constraints-form"),
                    Map.entry("w_name_constraint_on_x400", "name-constraints-form"),
                    Map.entry("e_rsa_public_exponent_not_odd", "rsa-exponent"),
                    Map.entry("w_rsa_mod_factors_smaller_than_752", "rsa-small-factor"),
                    Map.entry("e_rsa_fermat_factorization", "rsa-close-primes"),
                    Map.entry("e_spki_rsa_encryption_parameter_not_null", "rsa-parameters"),
                    Map.entry(
                            "e_tbs_signature_rsa_encryption_parameter_not_null",
                            "rsa-signature-parameters"),
                    Map.entry("e_ecdsa_allowed_ku", "ec-key-usage"),
                    Map.entry("e_rsa_allowed_ku_no_encipherment_ca", "rsa-ca-key-usage"),
                    Map.entry("e_rsa_allowed_ku_ee", "rsa-key-usage"),
                    Map.entry("e_ext_san_missing", "web-san-missing"),
                    Map.entry(
                            "e_subject_common_name_not_exactly_from_san",
                            "web-common-name-not-in-san"),
                    Map.entry("e_ext_san_directory_name_present", "web-san-directory-name"),
                    Map.entry("e_ext_san_other_name_present", "web-san-other-name"),
                    Map.entry("e_ext_san_rfc822_name_present", "web-san-email"),
                    Map.entry("e_ext_san_contains_reserved_ip", "web-reserved-address"),
                    Map.entry("e_sub_cert_aia_missing", "web-aia-missing"),
                    Map.entry("e_sub_cert_certificate_policies_missing", "web-policies-missing"),
                    Map.entry("e_organizational_unit_name_prohibited", "web-organizational-unit"),
                    Map.entry("e_sub_cert_key_usage_crl_sign_bit_set", "web-crl-sign"),
                    Map.entry("e_sub_cert_or_sub_ca_using_sha1", "web-sha1"),
                    Map.entry(
                            "e_server_cert_valid_time_longer_than_100_days",
                            "web-validity-too-long"),
                    Map.entry(
                            "e_server_cert_valid_time_longer_than_47_days",
                            "web-validity-too-long"));

    /// Where we differ, and mean to; the reasons stand in docs/formats/x509.md.
    private static final Set<String> DIFFERENCES =
            Set.of(
                    // Our rules for names of servers do not bind a certificate that says it is a
                    // CA.
                    "SANDirectoryNameBeginning.pem e_ext_san_directory_name_present expected error",
                    "SANDirectoryNameEnd.pem e_ext_san_directory_name_present expected error",
                    // Without a scheme there is no host; we report the missing scheme.
                    "SANURIHostAsterisk.pem e_ext_san_uri_host_not_fqdn_or_ip expected error",
                    "SANURIHostWrongWildcard.pem e_ext_san_uri_host_not_fqdn_or_ip expected error",
                    "SANURINotFQDN.pem e_ext_san_uri_host_not_fqdn_or_ip expected error",
                    // The x400Address is primitive and cannot be read; we report that.
                    "ncOnX400.pem w_name_constraint_on_x400 expected warn",
                    // The fields are tagged explicitly, which RFC 5280 appendix A.2 does not allow.
                    "policyConstGoodBoth.pem e_ext_policy_constraints_empty expected pass",
                    // Only one of the two algorithm fields lacks NULL; we report that they differ.
                    "rsaSigAlgoNoNULLParam.pem e_tbs_signature_rsa_encryption_parameter_not_null"
                            + " expected error",
                    // A root's signature over itself proves nothing and harms nobody.
                    "rsawithsha1after2016.pem e_sub_cert_or_sub_ca_using_sha1 expected error");

    private static final Set<String> differences = new TreeSet<>();
    private static final Map<String, Integer> compared = new TreeMap<>();
    private static int agreements;

    @BeforeAll
    static void compareAll() throws IOException {
        Path corpus = Corpus.path("zlint");
        List<String> lines = Files.readAllLines(corpus.resolve("expected.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String ours = SAME.get(cells[1]);
            boolean judged = Set.of("pass", "error", "warn").contains(cells[3]);
            if (ours == null || !judged) {
                continue;
            }
            boolean expected = !cells[3].equals("pass");
            boolean found = violated(corpus.resolve("testdata").resolve(cells[0])).contains(ours);
            compared.merge(cells[1], 1, Integer::sum);
            if (found == expected) {
                agreements++;
            } else {
                differences.add(cells[0] + " " + cells[1] + " expected " + cells[3]);
            }
        }
    }

    private static Set<String> violated(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try {
            Certificate certificate = Pem.certificate(text);
            return Linter.lint(certificate, EnumSet.allOf(Lint.Scope.class)).stream()
                    .map(Lint::id)
                    .collect(Collectors.toSet());
        } catch (Malformed e) {
            return Set.of("refused");
        }
    }

    @Test
    void weAgreeWithZlintWhereBothCheckTheSame() {
        assertThat(differences).isEqualTo(new TreeSet<>(DIFFERENCES));
    }

    @Test
    void enoughIsCompared() {
        assertThat(compared).hasSizeGreaterThan(80);
        assertThat(agreements).isGreaterThan(235);
    }

    @Test
    void everyCheckHasItsOwnIdAndAClause() {
        assertThat(Linter.all()).extracting(Lint::id).doesNotHaveDuplicates();
        assertThat(Linter.all()).hasSizeGreaterThan(100).allMatch(lint -> !lint.clause().isBlank());
        assertThat(SAME.values())
                .allMatch(id -> Linter.all().stream().anyMatch(lint -> lint.id().equals(id)));
    }
}
