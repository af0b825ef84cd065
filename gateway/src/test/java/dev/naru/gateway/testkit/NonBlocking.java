package dev.naru.gateway.testkit;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import reactor.blockhound.BlockHound;

/**
 * Whatever blocks a thread that must not be blocked fails on the spot, in every test.
 * Watches from the first moment on: a scheduler's thread that waits while it is turned on
 * never works again.
 */
public final class NonBlocking implements TestExecutionListener {

	@Override
	public void testPlanExecutionStarted(TestPlan plan) {
		BlockHound.install();
	}

}
