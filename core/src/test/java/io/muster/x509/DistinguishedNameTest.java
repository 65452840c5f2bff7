package io.muster.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DistinguishedNameTest {
    @Test
    void caseSpacesAndStringTypeDoNotCount() throws Malformed {
        DistinguishedName one = name(Der.PRINTABLE_STRING, "Muster  CA ");
        DistinguishedName other = name(Der.UTF8_STRING, "muster ca");
        assertThat(one.matches(other)).isTrue();
        assertThat(one).isNotEqualTo(other);
        assertThat(one.matches(name(Der.UTF8_STRING, "musterca"))).isFalse();
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() throws Malformed {
        assertThat(
                        name(Der.UTF8_STRING, "M\u00fcller")
                                .matches(name(Der.UTF8_STRING, "Mu\u0308ller")))
                .isTrue();
        assertThat(name(Der.UTF8_STRING, "STRASSE").matches(name(Der.UTF8_STRING, "stra\u00dfe")))
                .isTrue();
    }

    @Test
    void oneAttributeCannotPretendToBeTwo() throws Malformed {
        DistinguishedName one = name(Der.UTF8_STRING, "a;2.5.4.3:1=b");
        DistinguishedName two = twoNames("a", "b");
        assertThat(one.comparable()).isNotEqualTo(two.comparable());
        assertThat(two.isWithin(name(Der.UTF8_STRING, "a"))).isTrue();
        assertThat(two.isWithin(name(Der.UTF8_STRING, "b"))).isFalse();
        assertThat(name(Der.UTF8_STRING, "ab").isWithin(name(Der.UTF8_STRING, "a"))).isFalse();
    }

    @Test
    void theTextIsRfc4514LastNameFirst() throws Malformed {
        assertThat(twoNames("first", "se,cond")).hasToString("CN=se\\,cond,CN=first");
        assertThat(name(Der.UTF8_STRING, " #x ")).hasToString("CN=\\ #x\\ ");
    }

    @Test
    void theTextCannotMoveTheCursorOrTurnTheDirection() throws Malformed {
        String text = name(Der.UTF8_STRING, "a\u001b[2Jb\u202ec\nd").toString();
        assertThat(text).isEqualTo("CN=a\\1B[2Jb\\E2\\80\\AEc\\0Ad");
    }

    @Test
    void unreadableValuesAreShownAsTheyAre() throws Malformed {
        Bytes invalid = Bytes.of(new byte[] {(byte) 0xc3, 0x28});
        DistinguishedName name =
                DistinguishedName.parse(
                        new DerBuilder()
                                .sequence(names ->
                                        names.constructed(
                                                Der.SET,
                                                set ->
                                                        set.sequence(pair ->
                                                                pair.oid(Oids.COMMON_NAME)
                                                                        .add(
                                                                                Der.UTF8_STRING,
                                                                                invalid))))
                                .toBytes());
        assertThat(name).hasToString("CN=#0c02c328");
    }

    private static DistinguishedName name(int tag, String value) throws Malformed {
        return DistinguishedName.parse(
                new DerBuilder().sequence(names -> add(names, tag, value)).toBytes());
    }

    private static DistinguishedName twoNames(String first, String second) throws Malformed {
        return DistinguishedName.parse(
                new DerBuilder()
                        .sequence(names -> {
                            add(names, Der.UTF8_STRING, first);
                            add(names, Der.UTF8_STRING, second);
                        })
                        .toBytes());
    }

    private static void add(DerBuilder names, int tag, String value) {
        Bytes text = Bytes.of(value.getBytes(StandardCharsets.UTF_8));
        names.constructed(
                Der.SET, set -> set.sequence(pair -> pair.oid(Oids.COMMON_NAME).add(tag, text)));
    }
}
