package io.muster.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DerTest {
    @Test
    void derIsReadWithoutDeviations() throws Malformed {
        Der sequence = read("3006020101020180");
        DerCursor numbers = sequence.children(Der.SEQUENCE, "numbers");
        assertThat(numbers.next().integer("one")).isEqualTo(BigInteger.ONE);
        assertThat(numbers.next().integer("two")).isEqualTo(BigInteger.valueOf(-128));
        assertThat(numbers.hasNext()).isFalse();
        assertThat(sequence.deviations()).isEmpty();
    }

    @Test
    void indefiniteLengthsAreReadAndNoted() throws Malformed {
        Der sequence = read("3080020101308002010200000000");
        DerCursor inside = sequence.children();
        assertThat(inside.next().integer("one")).isEqualTo(BigInteger.ONE);
        assertThat(inside.next().children().next().integer("two")).isEqualTo(BigInteger.TWO);
        assertThat(sequence.deviations()).containsExactly(Deviation.INDEFINITE_LENGTH);
    }

    @Test
    void paddedLengthsAndNumbersAreReadAndNoted() throws Malformed {
        Der number = read("02810200ff");
        assertThat(number.integer("n")).isEqualTo(BigInteger.valueOf(255));
        assertThat(number.deviations()).containsExactly(Deviation.NON_MINIMAL_LENGTH);
        Der padded = read("02020001");
        assertThat(padded.integer("n")).isEqualTo(BigInteger.ONE);
        assertThat(padded.deviations()).containsExactly(Deviation.NON_MINIMAL_INTEGER);
    }

    @Test
    void bytesAfterTheEndAreNoted() throws Malformed {
        assertThat(read("05000000").deviations()).containsExactly(Deviation.TRAILING_BYTES);
    }

    @Test
    void lengthsBeyondTheInputAreRefusedWithoutAllocating() {
        for (String hex : new String[] {"30847fffffff", "3084ffffffff", "0402aa", "30", "3f", ""}) {
            assertThatThrownBy(() -> read(hex)).as(hex).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void nestingHasALimit() {
        String deep = "3080".repeat(100_000);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(Malformed.class);
    }

    @Test
    void objectIdentifiersOfAnySizeAreReadAndWritten() throws Malformed {
        for (String dotted :
                new String[] {
                    "0.9.2342.19200300.100.1.25",
                    "2.5.29.17",
                    "2.999.1",
                    "1.3.6.1.4.1.311.20.2.3",
                    "2.25.329800735698586629295641978511506172918"
                }) {
            byte[] encoded = new DerBuilder().oid(new Oid(dotted)).toBytes().toArray();
            assertThat(Der.read(encoded).oid("oid")).isEqualTo(new Oid(dotted));
        }
    }

    @Test
    void timesOfBothTypesAreRead() throws Malformed {
        assertThat(time(Der.UTC_TIME, "491231235959Z")).isEqualTo("2049-12-31T23:59:59Z");
        assertThat(time(Der.UTC_TIME, "500101000000Z")).isEqualTo("1950-01-01T00:00:00Z");
        assertThat(time(Der.GENERALIZED_TIME, "99991231235959Z")).isEqualTo("9999-12-31T23:59:59Z");
        assertThat(time(Der.UTC_TIME, "9912312359+0100")).isEqualTo("1999-12-31T22:59:00Z");
        for (String wrong :
                new String[] {"", "9", "991331000000Z", "990230000000Z", "990101000000Zx"}) {
            assertThatThrownBy(() -> time(Der.UTC_TIME, wrong)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void randomBytesAreReadOrRefused() {
        Random random = new Random(4_711);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = 0x30;
            }
            try {
                walk(Der.read(noise).children());
            } catch (Malformed e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
    }

    private static void walk(DerCursor cursor) throws Malformed {
        while (cursor.hasNext()) {
            Der element = cursor.next();
            if ((element.tag() & 0x20) != 0) {
                walk(element.children());
            }
        }
    }

    private static Instant time(int tag, String text) throws Malformed {
        return Der.read(new DerBuilder().text(tag, text).toBytes().toArray()).time("time");
    }

    private static Der read(String hex) throws Malformed {
        return Der.read(HexFormat.of().parseHex(hex));
    }
}
