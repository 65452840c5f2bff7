package io.muster.discovery.exports;

import io.muster.model.Anchor;
import io.muster.model.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A user, role or whole account of AWS, as its ARN says. Paths are left out: a name is unique in
/// its account without them.
///
/// @param account 12 digits
/// @param name `user/ci`, `role/reader`, `root`
record AwsPrincipal(String account, String name) {
    private static final Pattern ARN =
            Pattern.compile(
                    "arn:aws[a-z-]{0,20}:(?:iam|sts)::(\\d{12}):"
                            + "(root|(?:user|role|assumed-role|group"
                            + "|saml-provider|oidc-provider)/.{1,600})");

    static Optional<AwsPrincipal> of(String text) {
        if (text.matches("\\d{12}")) {
            return Optional.of(new AwsPrincipal(text, "root"));
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            return Optional.empty();
        }
        String resource = arn.group(2);
        int slash = resource.indexOf('/');
        boolean pathed = resource.startsWith("user/") || resource.startsWith("role/");
        String name =
                pathed
                        ? resource.substring(0, slash + 1)
                                + resource.substring(resource.lastIndexOf('/') + 1)
                        : resource;
        return name.endsWith("/")
                ? Optional.empty()
                : Optional.of(new AwsPrincipal(arn.group(1), name));
    }

    Anchor anchor() {
        return new Anchor(Anchor.Kind.SERVICE_ACCOUNT, "aws:" + account, name);
    }

    Place place() {
        return new Place("aws://" + account).inside("/" + name);
    }
}
