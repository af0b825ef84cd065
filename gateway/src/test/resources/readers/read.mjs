// Reads every record of a corpus with the CloudEvents SDK, and writes down what it gives: node read.mjs CORPUS READINGS
import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Kafka } from "cloudevents";

// A header as kafkajs may give it: bytes, text, or a list of either where its name stands more than once.
const FORMS = [
  (bytes) => bytes,
  (bytes) => bytes.toString(),
  (bytes) => [bytes],
  (bytes) => [bytes.toString()],
  (bytes) => [Buffer.from("an earlier one"), bytes],
];

// The SDK takes text alone; this is what a consumer has to do before it.
const text = (header) => String(Array.isArray(header) ? header.at(-1) : header);
const texts = (headers) => Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, text(header)]));

const bytes = (written) => (typeof written === "string" ? Buffer.from(written) : Buffer.from(written.base64, "base64"));

function read(sample, form) {
  const headers = Object.fromEntries(
    Object.entries(sample.headers).map(([name, value]) => [name, form(bytes(value))]),
  );
  const message = {
    key: sample.key,
    value: sample.value === null ? null : bytes(sample.value),
    headers: texts(headers),
  };
  const event = Kafka.toEvent(message);
  event.validate();
  const { data, data_base64, ...attributes } = event;
  for (const name of Object.keys(attributes)) {
    if (attributes[name] === undefined) delete attributes[name];
  }
  return { attributes, data: data_base64 ?? data };
}

function reading(sample) {
  try {
    const readings = FORMS.map((form) => read(sample, form));
    if (!readings.every((other) => isDeepStrictEqual(other, readings[0]))) {
      throw new Error("another form of the headers reads otherwise");
    }
    return { name: sample.name, ...readings[0] };
  } catch (error) {
    return { name: sample.name, error: String(error) };
  }
}

// JSON has no word for what is too large for a double.
const infinite = (_, value) => (value === Infinity || value === -Infinity ? String(value) : value);

const [corpus, readings] = process.argv.slice(2);
const lines = readFileSync(corpus, "utf8").trimEnd().split("\n");
writeFileSync(readings, lines.map((line) => JSON.stringify(reading(JSON.parse(line)), infinite) + "\n").join(""));
