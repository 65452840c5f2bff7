package io.muster.secret;

import java.util.List;
import java.util.stream.Stream;

/// Every built-in detector. To add one, add a line to the list of its field.
public final class Detectors {
    public static final List<Detector> ALL =
            Stream.of(
                            KeyDetectors.ALL,
                            CloudDetectors.ALL,
                            HostingDetectors.ALL,
                            CodeHostingDetectors.ALL,
                            DeliveryDetectors.ALL,
                            PaymentDetectors.ALL,
                            MailDetectors.ALL,
                            MessagingDetectors.ALL,
                            IntelligenceDetectors.ALL,
                            MonitoringDetectors.ALL,
                            ServiceDetectors.ALL,
                            GenericDetectors.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Detectors() {}
}
