package io.muster.x509;

import io.muster.model.Bytes;
import io.muster.model.Malformed;
import io.muster.model.Name;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// GeneralName of RFC 5280 4.2.1.6. The text forms are kept as found, case and errors included.
public sealed interface GeneralName {
    /// @param value the encoded value inside the explicit tag
    record OtherName(Oid type, Bytes value) implements GeneralName {}

    record Rfc822Name(String mailbox) implements GeneralName {}

    record DnsName(String host) implements GeneralName {}

    record X400Address(Bytes encoded) implements GeneralName {}

    record DirectoryName(DistinguishedName name) implements GeneralName {}

    record EdiPartyName(Bytes encoded) implements GeneralName {}

    record UniformResourceIdentifier(String uri) implements GeneralName {}

    /// @param address 4 or 16 bytes; 8 or 32 in name constraints (address, then mask); else wrong
    record IpAddress(Bytes address) implements GeneralName {}

    record RegisteredId(Oid oid) implements GeneralName {}

    static GeneralName decode(Der element, String what) throws Malformed {
        return switch (element.tag()) {
            case 0xa0 -> {
                DerCursor fields = element.children();
                Oid type = fields.next(Der.OBJECT_IDENTIFIER, what).oid(what);
                DerCursor value = fields.next(Der.explicit(0), what).children();
                Der inner = value.next();
                value.end();
                fields.end();
                yield new OtherName(type, inner.encodedBytes());
            }
            case 0x81 -> new Rfc822Name(characters(element));
            case 0x82 -> new DnsName(characters(element));
            case 0xa3 -> new X400Address(element.encodedBytes());
            case 0xa4 -> {
                DerCursor inner = element.children();
                DistinguishedName name = DistinguishedName.decode(inner.next(), what);
                inner.end();
                yield new DirectoryName(name);
            }
            case 0xa5 -> new EdiPartyName(element.encodedBytes());
            case 0x86 -> new UniformResourceIdentifier(characters(element));
            case 0x87 -> new IpAddress(element.contentBytes());
            case 0x88 -> new RegisteredId(element.oidContent(what));
            default -> throw new Malformed(what + ": no such form of name");
        };
    }

    /// IA5String by the standard; what is not ASCII is kept readable and reported as a fault.
    private static String characters(Der element) {
        return new String(element.data, element.content, element.length(), StandardCharsets.UTF_8);
    }

    /// The name in the form in which the roll compares it.
    default Name toName() {
        return switch (this) {
            case DnsName(String host) -> new Name.Dns(withoutDot(host.toLowerCase(Locale.ROOT)));
            case Rfc822Name(String mailbox) -> new Name.Email(mailbox);
            case UniformResourceIdentifier(String uri) -> new Name.Uri(uri);
            case IpAddress(Bytes address) -> new Name.Ip(IpText.of(address));
            case DirectoryName(DistinguishedName name) -> new Name.Directory(name.toString());
            case OtherName other -> OtherNames.toName(other);
            case RegisteredId(Oid oid) -> new Name.Other("registeredId", oid.dotted());
            case X400Address(Bytes encoded) -> new Name.Other("x400Address", encoded.toHex());
            case EdiPartyName(Bytes encoded) -> new Name.Other("ediPartyName", encoded.toHex());
        };
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /// The forms of otherName that say something about machines and people.
    final class OtherNames {
        private OtherNames() {}

        static Name toName(OtherName name) {
            try {
                Der value = Der.read(name.value().toArray());
                if (name.type().equals(Oids.USER_PRINCIPAL_NAME)) {
                    return new Name.Other("upn", value.text("UPN"));
                }
                if (name.type().equals(Oids.SMTP_UTF8_MAILBOX)) {
                    return new Name.Email(value.text("SmtpUTF8Mailbox"));
                }
                if (name.type().equals(Oids.MAC_ADDRESS)) {
                    byte[] address = value.octets("MACAddress");
                    return new Name.Other("mac", HexFormat.ofDelimiter(":").formatHex(address));
                }
            } catch (Malformed e) {
                // Shown as it is, below: an unreadable value of a known type is still a name.
            }
            return new Name.Other(name.type().dotted(), name.value().toHex());
        }
    }

    /// Addresses as text.
    final class IpText {
        private IpText() {}

        /// RFC 5952 for 4 and 16 bytes, hexadecimal for any other number.
        static String of(Bytes address) {
            if (address.size() != 4 && address.size() != 16) {
                return address.toHex();
            }
            try {
                // Keeps IPv4-mapped addresses IPv6: getByAddress would turn them into IPv4.
                if (address.size() == 4) {
                    return InetAddress.getByAddress(address.toArray()).getHostAddress();
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException("4 bytes are an address", e);
            }
            return sixteen(address);
        }

        private static String sixteen(Bytes address) {
            int[] groups = new int[8];
            for (int i = 0; i < 8; i++) {
                groups[i] = address.at(2 * i) << 8 | address.at(2 * i + 1);
            }
            int best = 0;
            int bestLength = 1;
            for (int i = 0; i < 8; i++) {
                int length = 0;
                while (i + length < 8 && groups[i + length] == 0) {
                    length++;
                }
                if (length > bestLength) {
                    best = i;
                    bestLength = length;
                }
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                if (bestLength > 1 && i == best) {
                    text.append("::");
                    i += bestLength - 1;
                } else {
                    if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                        text.append(':');
                    }
                    text.append(Integer.toHexString(groups[i]));
                }
            }
            return text.toString();
        }
    }
}
