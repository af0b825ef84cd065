package dev.naru.gateway.provider;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import dev.naru.gateway.provider.FieldTree.Node;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of an XML document: a pointer's steps are names of elements below the root
 * element. There are no entities and no document types: what names one is turned away.
 */
final class XmlText {

	/** Newer platforms have a limit of their own, a little above this. */
	private static final int DEEPEST = 100;

	private static final XMLInputFactory XML = hardened();

	private XmlText() {
	}

	private static XMLInputFactory hardened() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, true);
		factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
			throw new XMLStreamException("nothing is fetched");
		});
		return factory;
	}

	/**
	 * @param root what the root element's children are looked up in
	 * @param fields takes the text of each field; of several elements of one name the
	 * last counts
	 * @throws UnreadableBodyException if it is not well-formed, or is not only elements
	 * and text
	 */
	static void read(String document, Node root, @Nullable String[] fields) {
		try {
			XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(document));
			try {
				read(reader, root, fields);
			}
			finally {
				reader.close();
			}
		}
		catch (XMLStreamException ex) {
			throw new UnreadableBodyException("the document is not XML");
		}
	}

	private static void read(XMLStreamReader reader, Node root, @Nullable String[] fields) throws XMLStreamException {
		Deque<Step> path = new ArrayDeque<>();
		while (reader.hasNext()) {
			Step here = path.peek();
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					if (path.size() == DEEPEST) {
						throw new UnreadableBodyException("the document is too deep");
					}
					Node child = child(here, reader.getLocalName(), root);
					if (child != null) {
						child.mark(fields);
					}
					path.push(new Step(child, new StringBuilder()));
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
					if (here != null && here.node() != null && here.node().index() >= 0) {
						here.text().append(reader.getText());
					}
				}
				case XMLStreamConstants.END_ELEMENT -> {
					if (here != null && here.node() != null && here.node().index() >= 0) {
						fields[here.node().index()] = here.text().toString().strip();
					}
					path.pop();
				}
				case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
					throw new UnreadableBodyException("the document is not only elements and text");
				default -> {
				}
			}
		}
	}

	private static @Nullable Node child(@Nullable Step parent, String name, Node root) {
		if (parent == null) {
			return root;
		}
		return (parent.node() != null) ? parent.node().child(name) : null;
	}

	/**
	 * An element that is not closed yet.
	 *
	 * @param node what is looked for below it, or null if nothing is
	 * @param text its own text
	 */
	private record Step(@Nullable Node node, StringBuilder text) {
	}

}
