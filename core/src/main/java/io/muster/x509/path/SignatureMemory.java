package io.muster.x509.path;

import io.muster.model.Bytes;
import io.muster.x509.AlgorithmIdentifier;
import io.muster.x509.Certificate;
import io.muster.x509.CertificateList;
import io.muster.x509.PublicKeyInfo;
import io.muster.x509.SignatureCheck;
import java.util.HashMap;
import java.util.Map;

/// Checks each signature under each key once, within the budget.
final class SignatureMemory {
    private record Question(Bytes signed, Bytes key) {}

    private final Budget budget;
    private final Map<Question, SignatureCheck.Answer> answers = new HashMap<>();

    SignatureMemory(Budget budget) {
        this.budget = budget;
    }

    SignatureCheck.Answer check(Certificate certificate, PublicKeyInfo key) throws Rejected {
        return check(
                certificate.encoded(),
                certificate.signatureAlgorithm(),
                key,
                certificate.signed().content(),
                certificate.signed().signature());
    }

    SignatureCheck.Answer check(CertificateList list, PublicKeyInfo key) throws Rejected {
        return check(
                list.encoded(), list.signatureAlgorithm(), key, list.content(), list.signature());
    }

    private SignatureCheck.Answer check(
            Bytes whole,
            AlgorithmIdentifier algorithm,
            PublicKeyInfo key,
            Bytes content,
            Bytes signature)
            throws Rejected {
        Question question = new Question(whole.sha256(), key.encoded());
        SignatureCheck.Answer known = answers.get(question);
        if (known != null) {
            return known;
        }
        budget.signature();
        SignatureCheck.Answer answer = SignatureCheck.verify(algorithm, key, content, signature);
        answers.put(question, answer);
        return answer;
    }
}
