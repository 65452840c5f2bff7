package io.muster.config;

import java.util.List;

/// The settings that say who is told of what, how and when.
final class Telling {
    static final List<Setting> ALL =
            List.of(
                    new Setting(
                            "alerts.channels",
                            Setting.Kind.ITEMS,
                            "",
                            "Ways by which alerts leave: mail, chat, webhooks, log servers; see below."),
                    new Setting(
                            "alerts.routes",
                            Setting.Kind.ITEMS,
                            "",
                            "Which alerts go to which channels; without any, all go to all. See below."),
                    new Setting(
                            "alerts.quiet-hours",
                            Setting.Kind.TEXT,
                            "",
                            "HH:MM-HH:MM: what is not critical is held meanwhile and sent after."),
                    new Setting(
                            "alerts.time-zone",
                            Setting.Kind.TEXT,
                            "UTC",
                            "The zone of the quiet hours, such as Europe/Berlin."),
                    new Setting(
                            "alerts.rules",
                            Setting.Kind.LIST,
                            "",
                            "Rules of which every new finding is an alert, whatever its severity."),
                    new Setting(
                            "alerts.audit",
                            Setting.Kind.LIST,
                            "",
                            "Names of channels to which the audit log goes as it grows: syslog over TCP or TLS, webhooks."),
                    new Setting(
                            "alerts.issuers",
                            Setting.Kind.ITEMS,
                            "",
                            "Who may issue for which names; a new certificate from anybody else is an alert. See below."),
                    new Setting(
                            "alerts.templates",
                            Setting.Kind.TEXT,
                            "",
                            "Folder of texts that replace ours: subject.txt, head.txt, alert.txt."),
                    new Setting(
                            "alerts.link",
                            Setting.Kind.TEXT,
                            "",
                            "https://HOST:PORT of the console as people reach it, for links in messages."));

    private Telling() {}
}
