package dev.naru.gateway.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What {@code kubectl} makes of {@code deploy/kubernetes}, read strictly by a model of
 * Kubernetes: a key that is not Kubernetes' is an error.
 */
class KubernetesTest {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
			Map.entry("v1 Namespace", Namespace.class), Map.entry("v1 ServiceAccount", ServiceAccount.class),
			Map.entry("v1 ConfigMap", ConfigMap.class), Map.entry("v1 Service", Service.class),
			Map.entry("apps/v1 StatefulSet", StatefulSet.class),
			Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
			Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
			Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
			Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
			Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class));

	/** README: all time limits together are less than 40 seconds. */
	private static final long SHUTDOWN_SECONDS = 40;

	private static final YAMLMapper YAML = new YAMLMapper();

	/** The model would take any key and keep it aside; here it may not. */
	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.annotationIntrospector(new JacksonAnnotationIntrospector() {
			@Override
			public @Nullable Boolean hasAnySetter(Annotated annotated) {
				return null;
			}
		})
		.build();

	private static List<HasMetadata> render(String overlay) throws IOException, InterruptedException {
		return render(Tool.DEPLOY.resolve("kubernetes/overlays/" + overlay));
	}

	private static List<HasMetadata> render(Path overlay) throws IOException, InterruptedException {
		String kubectl = Tool.program("kubectl", "install kubernetes-client or kubectl 1.27 or newer");
		Process process = new ProcessBuilder(kubectl, "kustomize", overlay.toString()).redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		List<HasMetadata> objects = new ArrayList<>();
		try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(output)) {
			while (documents.hasNext()) {
				objects.add(read(documents.next()));
			}
		}
		return objects;
	}

	private static HasMetadata read(JsonNode document) throws IOException {
		String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
		Class<? extends HasMetadata> type = KINDS.get(kind);
		assertThat(type).as(kind).isNotNull();
		return STRICT.treeToValue(document, type);
	}

	private static <T> T one(List<HasMetadata> objects, Class<T> type, String name) {
		return objects.stream()
			.filter((object) -> type.isInstance(object) && object.getMetadata().getName().startsWith(name))
			.map(type::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop", "production" })
	void everyObjectIsOneOfKubernetes(String overlay) throws Exception {
		List<HasMetadata> objects = render(overlay);

		assertThat(objects).hasSizeGreaterThan(8)
			.allSatisfy((object) -> assertThat(object.getMetadata().getName()).isNotEmpty());
		assertThat(objects).filteredOn((object) -> !(object instanceof Namespace))
			.allMatch((object) -> "naru".equals(object.getMetadata().getNamespace()));
	}

	@Test
	void theModelIsStrict() throws Exception {
		JsonNode wrong = YAML.readTree("{apiVersion: v1, kind: Service, metadata: {name: naru}, spec: {prots: []}}");

		assertThatThrownBy(() -> read(wrong)).hasMessageContaining("prots");
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop", "production" })
	void servicesAndProbesFindTheGateway(String overlay) throws Exception {
		List<HasMetadata> objects = render(overlay);
		StatefulSet gateway = one(objects, StatefulSet.class, "naru");
		Map<String, String> labels = gateway.getSpec().getTemplate().getMetadata().getLabels();
		Container container = gateway.getSpec().getTemplate().getSpec().getContainers().get(0);
		List<String> ports = container.getPorts().stream().map(ContainerPort::getName).toList();

		assertThat(labels).containsAllEntriesOf(gateway.getSpec().getSelector().getMatchLabels());
		for (String name : List.of("naru", "naru-gateways")) {
			Service service = one(objects, Service.class, name);
			assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
			assertThat(service.getSpec().getPorts())
				.allMatch((port) -> ports.contains(port.getTargetPort().getStrVal()));
		}
		assertThat(gateway.getSpec().getServiceName())
			.isEqualTo(one(objects, Service.class, "naru-gateways").getMetadata().getName());
		assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
			.extracting(Probe::getHttpGet)
			.allMatch((get) -> "management".equals(get.getPort().getStrVal()));
		assertThat(container.getReadinessProbe().getHttpGet().getPath()).endsWith("/readiness");
		assertThat(container.getLivenessProbe().getHttpGet().getPath()).endsWith("/liveness");
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop", "production" })
	void aGatewayThatStopsHasTimeToDrain(String overlay) throws Exception {
		PodSpec pod = one(render(overlay), StatefulSet.class, "naru").getSpec().getTemplate().getSpec();
		List<String> drain = pod.getContainers().get(0).getLifecycle().getPreStop().getExec().getCommand();

		assertThat(drain.get(0)).isEqualTo("/opt/naru/drain");
		assertThat(pod.getTerminationGracePeriodSeconds())
			.isGreaterThan(Long.parseLong(drain.get(1)) + SHUTDOWN_SECONDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop", "production" })
	void theSpoolAndAllThatIsMountedIsThere(String overlay) throws Exception {
		List<HasMetadata> objects = render(overlay);
		StatefulSet gateway = one(objects, StatefulSet.class, "naru");
		PodSpec pod = gateway.getSpec().getTemplate().getSpec();
		List<String> there = new ArrayList<>();
		pod.getVolumes().forEach((volume) -> there.add(volume.getName()));
		gateway.getSpec().getVolumeClaimTemplates().forEach((claim) -> there.add(claim.getMetadata().getName()));
		Container container = pod.getContainers().get(0);

		assertThat(there).containsExactlyInAnyOrderElementsOf(
				container.getVolumeMounts().stream().map((mount) -> mount.getName()).toList());
		assertThat(container.getVolumeMounts()).filteredOn((mount) -> mount.getName().equals("spool"))
			.allMatch((mount) -> mount.getMountPath().equals("/var/lib/naru"));
		assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
		assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
		String config = one(objects, ConfigMap.class, "naru-config").getMetadata().getName();
		assertThat(pod.getVolumes()).filteredOn((volume) -> volume.getConfigMap() != null)
			.allMatch((volume) -> volume.getConfigMap().getName().equals(config));
	}

	@Test
	void whatLooksAfterTheGatewaysMeansThem() throws Exception {
		List<HasMetadata> objects = render("production");
		StatefulSet gateway = one(objects, StatefulSet.class, "naru");
		Map<String, String> labels = gateway.getSpec().getTemplate().getMetadata().getLabels();

		HorizontalPodAutoscaler autoscaler = one(objects, HorizontalPodAutoscaler.class, "naru");
		assertThat(autoscaler.getSpec().getScaleTargetRef().getKind()).isEqualTo("StatefulSet");
		assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo(gateway.getMetadata().getName());
		// Who counts the replicas is the autoscaler alone.
		assertThat(gateway.getSpec().getReplicas()).isNull();
		assertThat(autoscaler.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(2);
		assertThat(labels).containsAllEntriesOf(
				one(objects, PodDisruptionBudget.class, "naru").getSpec().getSelector().getMatchLabels());
		assertThat(labels).containsAllEntriesOf(
				one(objects, NetworkPolicy.class, "naru").getSpec().getPodSelector().getMatchLabels());
		assertThat(gateway.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
			.allMatch((spread) -> labels.entrySet().containsAll(spread.getLabelSelector().getMatchLabels().entrySet()));

		ServiceMonitor monitor = one(objects, ServiceMonitor.class, "naru");
		Service scraped = one(objects, Service.class, "naru-gateways");
		assertThat(scraped.getMetadata().getLabels())
			.containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
		assertThat(scraped.getMetadata().getLabels()).containsEntry(monitor.getSpec().getJobLabel(), "naru");
		assertThat(one(objects, Service.class, "naru").getMetadata().getLabels()).doesNotContainKey("naru.dev/metrics");
		assertThat(monitor.getSpec().getEndpoints().get(0).getPort())
			.isEqualTo(scraped.getSpec().getPorts().get(0).getName());
	}

	/**
	 * What the policy opens to the outside, as "port/protocol", each to somebody named.
	 */
	private static List<String> opened(List<HasMetadata> objects) {
		NetworkPolicy policy = one(objects, NetworkPolicy.class, "naru");

		assertThat(policy.getSpec().getPolicyTypes()).contains("Egress");
		assertThat(policy.getSpec().getEgress()).allSatisfy((rule) -> {
			assertThat(rule.getTo()).as("to anybody: " + rule).isNotEmpty();
			// Kustomize writes the gateway's own label wherever it finds a pod's.
			assertThat(rule.getTo()).noneMatch((peer) -> peer.getPodSelector() != null
					&& policy.getSpec().getPodSelector().equals(peer.getPodSelector()));
			assertThat(rule.getPorts()).isNotEmpty().allMatch((port) -> port.getEndPort() == null);
		});
		return policy.getSpec()
			.getEgress()
			.stream()
			.flatMap((rule) -> rule.getPorts().stream())
			.map((port) -> port.getPort().getIntVal() + "/" + port.getProtocol())
			.toList();
	}

	private static JsonNode configuration(List<HasMetadata> objects) throws IOException {
		return YAML.readTree(one(objects, ConfigMap.class, "naru-config").getData().get("application.yaml"));
	}

	@Test
	void theWayOutIsOpenToDnsAndToTheBrokersAlone() throws Exception {
		List<HasMetadata> objects = render("production");
		String brokers = configuration(objects).at("/spring/kafka/bootstrap-servers").asText();
		List<String> expected = new ArrayList<>(List.of("53/UDP", "53/TCP"));
		Stream.of(brokers.split(",", -1))
			.map((broker) -> broker.replaceAll(".*:", "") + "/TCP")
			.distinct()
			.forEach(expected::add);

		assertThat(opened(objects)).hasSizeGreaterThan(2).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(one(objects, NetworkPolicy.class, "naru").getSpec().getEgress())
			.flatExtracting(NetworkPolicyEgressRule::getTo)
			.allMatch((peer) -> peer.getIpBlock() == null);
	}

	@ParameterizedTest
	@CsvSource({ "certificates, 443/TCP", "traces, 4318/TCP" })
	void aComponentOpensOneWayMore(String component, String port) throws Exception {
		Path kubernetes = Tool.DEPLOY.resolve("kubernetes").toRealPath();
		Path overlay = Files.createDirectories(Path.of("target", "kubernetes", component)).toRealPath();
		Files.writeString(overlay.resolve("kustomization.yaml"),
				"resources: [" + overlay.relativize(kubernetes) + "/overlays/production]\ncomponents: ["
						+ overlay.relativize(kubernetes) + "/components/" + component + "]\n");
		List<String> expected = new ArrayList<>(opened(render("production")));
		expected.add(port);

		List<HasMetadata> objects = render(overlay);
		assertThat(opened(objects)).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(one(objects, NetworkPolicy.class, "naru").getSpec().getEgress())
			.flatExtracting(NetworkPolicyEgressRule::getTo)
			.filteredOn((peer) -> peer.getIpBlock() != null && peer.getIpBlock().getCidr().equals("0.0.0.0/0"))
			.allSatisfy((peer) -> assertThat(peer.getIpBlock().getExcept()).contains("10.0.0.0/8", "172.16.0.0/12",
					"192.168.0.0/16", "169.254.0.0/16"));
	}

	@Test
	void believedAreTheAddressesOfTheIngressAlone() throws Exception {
		JsonNode proxies = configuration(render("production")).at("/naru/ingress/trusted-proxies");

		assertThat(proxies).isNotEmpty()
			.allSatisfy((block) -> assertThat(Integer.parseInt(block.asText().replaceAll(".*/", "")))
				.isGreaterThanOrEqualTo(24));
	}

	/**
	 * If not: {@code deploy/kubernetes/generate}.
	 */
	@Test
	void theRulesAreThoseOfPrometheus() throws Exception {
		JsonNode rules = YAML.readTree(Files.readString(Tool.DEPLOY.resolve("prometheus/naru.rules.yml")));
		JsonNode object = YAML.readTree(Files.readString(Tool.DEPLOY.resolve("kubernetes/base/prometheusrule.yaml")));

		assertThat(object.path("spec")).isEqualTo(rules);
		assertThat(one(render("production"), PrometheusRule.class, "naru").getSpec().getGroups())
			.hasSize(rules.path("groups").size());
	}

}
