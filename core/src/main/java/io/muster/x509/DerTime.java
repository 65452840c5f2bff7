package io.muster.x509;

import io.muster.model.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// UTCTime and GeneralizedTime: `YYMMDDHHMMSSZ` and `YYYYMMDDHHMMSSZ` (RFC 5280 4.1.2.5). Times
/// without seconds, with a fraction or with an offset are read as well, and noted.
final class DerTime {
    private final Der element;
    private final String what;
    private int at;

    private DerTime(Der element, String what) {
        this.element = element;
        this.what = what;
        this.at = element.content;
    }

    static Instant decode(Der element, String what) throws Malformed {
        return new DerTime(element, what).instant();
    }

    private Instant instant() throws Malformed {
        int year;
        if (element.is(Der.UTC_TIME)) {
            year = digits(2);
            year += year < 50 ? 2000 : 1900;
        } else {
            element.expect(Der.GENERALIZED_TIME, what);
            year = digits(4);
        }
        int month = digits(2);
        int day = digits(2);
        int hour = digits(2);
        boolean minutes = digitFollows();
        int minute = minutes ? digits(2) : 0;
        boolean seconds = minutes && digitFollows();
        int second = seconds ? digits(2) : 0;
        element.note(!seconds, Deviation.TIME_FORMAT);
        skipFraction();
        int offset = offsetMinutes();
        if (at != element.contentEnd) {
            throw new Malformed(what + ": characters after the time");
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(offset * 60L);
        } catch (DateTimeException e) {
            throw new Malformed(what + ": no such date or time");
        }
    }

    private void skipFraction() throws Malformed {
        if (at < element.contentEnd && (element.data[at] == '.' || element.data[at] == ',')) {
            at++;
            element.note(true, Deviation.TIME_FORMAT);
            if (!digitFollows()) {
                throw new Malformed(what + ": a fraction without digits");
            }
            while (digitFollows()) {
                at++;
            }
        }
    }

    private int offsetMinutes() throws Malformed {
        if (at < element.contentEnd && element.data[at] == 'Z') {
            at++;
            return 0;
        }
        element.note(true, Deviation.TIME_FORMAT);
        if (at == element.contentEnd) {
            return 0;
        }
        int sign = element.data[at++];
        if (sign != '+' && sign != '-') {
            throw new Malformed(what + ": neither Z nor an offset after the time");
        }
        int offset = digits(2) * 60 + digits(2);
        return sign == '+' ? offset : -offset;
    }

    private boolean digitFollows() {
        return at < element.contentEnd && element.data[at] >= '0' && element.data[at] <= '9';
    }

    private int digits(int count) throws Malformed {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (!digitFollows()) {
                throw new Malformed(what + ": not a time");
            }
            value = value * 10 + element.data[at++] - '0';
        }
        return value;
    }
}
