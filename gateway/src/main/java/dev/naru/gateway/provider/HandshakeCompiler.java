package dev.naru.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.naru.gateway.provider.Handshakes.Answer;
import dev.naru.gateway.provider.Handshakes.Capture;
import dev.naru.gateway.provider.Handshakes.Challenge;
import dev.naru.gateway.provider.ProfileFile.ChallengeFile;
import dev.naru.gateway.provider.ProfileFile.HandshakeFile;
import dev.naru.gateway.provider.ProfileFile.HmacReplyFile;

/**
 * Compiles the section {@code handshakes}.
 *
 * @param file where mistakes are told
 * @param values compiles what the handshakes read
 */
record HandshakeCompiler(ProfileText file, Values values) {

	Handshakes compile(ProfileFile profile) {
		List<Handshakes.Rule> rules = new ArrayList<>();
		Challenge challenge = null;
		Capture capture = null;
		List<HandshakeFile> entries = ProfileText.orEmpty(profile.handshakes());
		for (int i = 0; i < entries.size(); i++) {
			String place = "handshakes[" + i + "]";
			HandshakeFile entry = entries.get(i);
			if (Stream.of(entry.reply(), entry.echo(), entry.hmacReply(), entry.challenge(), entry.capture())
				.filter(Objects::nonNull)
				.count() != 1) {
				throw this.file.wrong(place, "a handshake has one answer",
						"give it one of reply, echo, hmac-reply, challenge, capture, and each answer an entry of its own");
			}
			if (entry.challenge() != null) {
				if (challenge != null || entry.when() != null) {
					throw this.file.wrong(place, "there is one challenge, and it has no 'when'",
							"keep one entry with 'challenge' and nothing else");
				}
				if (ProfileText.orEmpty(profile.accepts()).contains(new BodyFormat.Query())) {
					throw this.file.wrong(place, "a GET request cannot be a challenge and an event",
							"remove 'challenge', or 'query' from 'accepts'");
				}
				challenge = challenge(place, entry.challenge());
			}
			else if (entry.capture() != null) {
				if (capture != null) {
					throw this.file.wrong(place, "there is one secret to capture", "keep one entry with 'capture'");
				}
				capture = new Capture(this.values.compile(this.file.required(place + ".when", entry.when())),
						this.values.compile(this.file.required(place + ".capture.secret", entry.capture().secret())));
			}
			else {
				Condition when = this.file.required(place + ".when", entry.when());
				reachable(place, entries.subList(0, i), when);
				rules.add(new Handshakes.Rule(this.values.compile(when), answer(place, entry)));
			}
		}
		return new Handshakes(List.copyOf(rules), challenge, capture);
	}

	private void reachable(String place, List<HandshakeFile> before, Condition when) {
		for (int i = 0; i < before.size(); i++) {
			HandshakeFile earlier = before.get(i);
			if (earlier.when() != null && earlier.capture() == null && Condition.precludes(earlier.when(), when)) {
				throw this.file.wrong(place,
						"it answers nothing: whatever it would answer, handshakes[" + i + "] answers",
						"give handshakes[" + i + "] a 'when' that tells them apart, or put it behind this one");
			}
		}
	}

	private Challenge challenge(String place, ChallengeFile challenge) {
		return new Challenge(this.file.required(place + ".challenge.token-parameter", challenge.tokenParameter()),
				this.file.required(place + ".challenge.token-config", challenge.tokenConfig()),
				this.file.required(place + ".challenge.echo-parameter", challenge.echoParameter()));
	}

	private Answer answer(String place, HandshakeFile entry) {
		if (entry.reply() != null) {
			return new Answer.Fixed(this.file.reply(place + ".reply", entry.reply()));
		}
		if (entry.echo() != null) {
			return new Answer.Echo(this.values.compile(this.file.required(place + ".echo.value", entry.echo().value())),
					this.file.required(place + ".echo.content-type", entry.echo().contentType()));
		}
		HmacReplyFile hmac = this.file.required(place, entry.hmacReply());
		return new Answer.HmacReply(this.values.compile(this.file.required(place + ".hmac-reply.value", hmac.value())),
				this.file.required(place + ".hmac-reply.token-member", hmac.tokenMember()),
				this.file.required(place + ".hmac-reply.hmac-member", hmac.hmacMember()));
	}

}
