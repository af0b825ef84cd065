/**
 * A room that breaks the law, so that its test can be seen to bite.
 */
@NullMarked
package dev.naru.archfixture.webhook;

import org.jspecify.annotations.NullMarked;
