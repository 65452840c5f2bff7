package io.muster.app;

import io.muster.alerts.Channel;
import io.muster.channels.HecChannel;
import io.muster.channels.Hook;
import io.muster.channels.HttpPost;
import io.muster.channels.PagerDutyChannel;
import io.muster.channels.Reach;
import io.muster.channels.SecretFile;
import io.muster.channels.SlackChannel;
import io.muster.channels.SmtpChannel;
import io.muster.channels.SyslogChannel;
import io.muster.channels.TeamsChannel;
import io.muster.channels.Trust;
import io.muster.channels.WebhookChannel;
import io.muster.config.Address;
import io.muster.config.ChannelSetting;
import io.muster.egress.Resolver;
import io.muster.model.Malformed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes channels of what the configuration says of them.
///
/// @param host the name of this machine
record Channels(String host, InstantSource clock) {

    SortedMap<String, Channel> of(List<ChannelSetting> settings) throws Malformed {
        SortedMap<String, Channel> channels = new TreeMap<>();
        for (ChannelSetting setting : settings) {
            channels.put(setting.name(), channel(setting));
        }
        return channels;
    }

    private Channel channel(ChannelSetting it) throws Malformed {
        return switch (it.kind()) {
            case SMTP -> mail(it);
            case SLACK -> new SlackChannel(it.name(), hook(it, it.url()));
            case TEAMS -> new TeamsChannel(it.name(), hook(it, it.url()));
            case PAGERDUTY ->
                    new PagerDutyChannel(
                            it.name(),
                            hook(it, it.url().or(() -> Optional.of(PagerDutyChannel.USUAL))),
                            secret(it),
                            host);
            case WEBHOOK -> new WebhookChannel(it.name(), hook(it, it.url()), secret(it), clock);
            case HEC -> new HecChannel(it.name(), hook(it, it.url()), secret(it), host);
            case SYSLOG -> {
                Address server = it.host().orElseThrow();
                yield new SyslogChannel(
                        it.name(),
                        server.host(),
                        server.port(),
                        SyslogChannel.Security.valueOf(it.security().name()),
                        new Trust(it.ca()),
                        reach(),
                        host);
            }
        };
    }

    private static SecretFile secret(ChannelSetting it) {
        return new SecretFile(it.secretFile().orElseThrow());
    }

    private static Hook hook(ChannelSetting it, Optional<String> url) {
        return new Hook(
                url, it.urlFile().map(SecretFile::new), new HttpPost(reach(), new Trust(it.ca())));
    }

    private static Reach reach() {
        return new Reach(Resolver.ofSystem(), System::nanoTime);
    }

    private static Channel mail(ChannelSetting it) throws Malformed {
        Address server = it.host().orElseThrow();
        String from = address(it, it.from().orElseThrow());
        return new SmtpChannel(
                it.name(),
                new SmtpChannel.Server(
                        server.host(),
                        server.port(),
                        SmtpChannel.Security.valueOf(it.security().name()),
                        it.username()
                                .map(user ->
                                        new SmtpChannel.Login(
                                                user,
                                                new SecretFile(it.passwordFile().orElseThrow())))),
                from,
                new SmtpChannel.Receivers(
                        addresses(it, it.to()),
                        addresses(it, it.fallback()),
                        it.owners() ? SmtpChannel.Owners.TOLD : SmtpChannel.Owners.NOT_TOLD),
                new Trust(it.ca()),
                reach());
    }

    private static Set<String> addresses(ChannelSetting it, List<String> texts) throws Malformed {
        Set<String> addresses = new TreeSet<>();
        for (String text : texts) {
            addresses.add(address(it, text));
        }
        return addresses;
    }

    private static String address(ChannelSetting it, String text) throws Malformed {
        return SmtpChannel.address(text)
                .orElseThrow(() ->
                        new Malformed(
                                "alerts.channels: '%s' of %s is no mail address"
                                        .formatted(text, it.name())));
    }
}
