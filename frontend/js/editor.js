// The editor island: rich text over a plain <textarea>, which stays the control that the form submits.
// mount(element, input, emit), input = { source: id of the textarea, placeholder, pictures: address or "" }.
// Takes "set" html, "run" command, "link" address, "focus"; emits "ready", "caret", "link", "sending" with the number
// of pictures on their way, and "sent" with the answer to each.
import { Editor } from "@tiptap/core";
import Image from "@tiptap/extension-image";
import Placeholder from "@tiptap/extension-placeholder";
import StarterKit from "@tiptap/starter-kit";

const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  quote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

const FORMATS = {
  bold: "bold",
  italic: "italic",
  bullets: "bulletList",
  numbers: "orderedList",
  quote: "blockquote",
  link: "link",
};

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Text typed before the editor came has no tags; its lines become paragraphs. */
export function asHtml(text) {
  if (text.trim() === "") return "";
  if (/^\s*<[a-z][^>]*>/i.test(text)) return text;
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const paragraphs = safe.split(/\r?\n\s*\r?\n/);
  return paragraphs.map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, "<br>")}</p>`).join("");
}

/** An address that people type without its scheme. */
function address(href) {
  if (/^(https?:|mailto:|tel:|\/)/i.test(href)) return href;
  return /^[^\s@/]+@[^\s@/]+$/.test(href) ? `mailto:${href}` : `https://${href}`;
}

async function post(address, file, signal) {
  const body = new FormData();
  body.append("file", file, file.name || "image.png");
  const headers = { Accept: "application/json", "X-Requested-With": "gongdan" };
  try {
    const response = await fetch(address, { method: "POST", headers, body, signal });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: "" };
  }
}

function storedHref({ status, body }) {
  if (status < 200 || status > 299) return undefined;
  try {
    return JSON.parse(body).href;
  } catch {
    return undefined;
  }
}

export function mount(element, input, emit) {
  const { source: id, placeholder, pictures } = JSON.parse(input);
  const source = document.getElementById(id);
  const wasFocused = document.activeElement === source;
  let shown = source.value;
  let told = "";
  let closed = false;
  let editor;

  const tell = (kind, payload) => {
    if (!closed) emit(kind, payload);
  };

  // A picture belongs to the text it was put into: another text begins another generation, which the pictures of the
  // one before never enter.
  let generation = new AbortController();
  let sending = 0;

  const count = (change) => tell("sending", String((sending += change)));

  const dropPictures = () => {
    generation.abort();
    generation = new AbortController();
    if (sending > 0) count(-sending);
  };

  const insertPictures = async (files, at) => {
    const { signal } = generation;
    count(files.length);
    for (const file of files) {
      const answer = await post(pictures, file, signal);
      if (signal.aborted) return;
      const src = storedHref(answer);
      if (src) {
        const place = Math.min(at ?? editor.state.selection.to, editor.state.doc.content.size);
        editor.chain().insertContentAt(place, { type: "image", attrs: { src, alt: file.name } }).run();
      }
      tell("sent", JSON.stringify(answer));
      count(-1);
    }
  };

  const takePictures = (event, list, at) => {
    const files = [...(list ?? [])].filter((file) => PICTURES.has(file.type));
    if (!pictures || files.length === 0) return false;
    event.preventDefault();
    insertPictures(files, at);
    return true;
  };

  const tellCaret = () => {
    if (!editor || closed) return;
    const active = Object.keys(FORMATS).filter((command) => editor.isActive(FORMATS[command]));
    const can = ["undo", "redo"].filter((command) => editor.can()[command]());
    const caret = JSON.stringify({ active: [...active, ...can], href: editor.getAttributes("link").href ?? "" });
    if (caret !== told) tell("caret", (told = caret));
  };

  const write = () => {
    shown = editor.isEmpty ? "" : editor.getHTML();
    source.value = shown;
    source.dispatchEvent(new Event("input", { bubbles: true }));
  };

  editor = new Editor({
    element,
    content: asHtml(shown),
    editable: !source.disabled,
    injectCSS: false,
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3, 4] },
        link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { rel: "noopener nofollow", target: "_blank" } },
        trailingNode: false,
      }),
      Image,
      Placeholder.configure({ placeholder }),
    ],
    editorProps: {
      attributes: { class: "rich__text", role: "textbox", "aria-multiline": "true" },
      // Ctrl+Enter belongs to the form, which hears it, not yet answered, as the event bubbles on.
      handleDOMEvents: { keydown: (_, event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) },
      handleKeyDown: (_, event) => {
        const asksForLink = event.key.toLowerCase() === "k" && event.shiftKey && (event.ctrlKey || event.metaKey);
        if (asksForLink) tell("link", "");
        return asksForLink;
      },
      handlePaste: (_, event) => takePictures(event, event.clipboardData?.files),
      handleDrop: (view, event, __, moved) =>
        !moved && takePictures(event, event.dataTransfer?.files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
    },
    onUpdate: write,
    onTransaction: () => tellCaret(),
  });

  const show = (text) => {
    if (closed || text === shown) return;
    dropPictures();
    shown = text;
    editor.commands.setContent(asHtml(text), { emitUpdate: false });
  };

  // The textarea says what the field is called, whether it is in error and whether it can be changed.
  const describe = () => {
    const surface = editor.view.dom;
    const labels = [...(source.labels ?? [])];
    surface.setAttribute("aria-label", labels.map((label) => label.textContent.trim()).join(" ") || placeholder);
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
      const value = name === "aria-required" ? (source.required ? "true" : null) : source.getAttribute(name);
      if (value === null) surface.removeAttribute(name);
      else surface.setAttribute(name, value);
    }
    if (editor.isEditable === source.disabled) editor.setEditable(!source.disabled, false);
  };
  const described = new MutationObserver(describe);
  described.observe(source, { attributes: true, attributeFilter: ["aria-describedby", "aria-invalid", "disabled", "required"] });
  const ofText = { characterData: true, childList: true, subtree: true };
  for (const label of source.labels ?? []) described.observe(label, ofText);
  describe();

  const focus = () => editor.commands.focus("end");
  const changed = () => show(source.value);
  const reset = () => {
    dropPictures();
    setTimeout(changed);
  };
  source.addEventListener("focus", focus);
  source.addEventListener("input", changed);
  source.form?.addEventListener("reset", reset);

  tell("ready", "");
  tellCaret();
  if (wasFocused) focus();

  const link = (href) => {
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      const marks = [{ type: "link", attrs: { href: address(href) } }];
      chain.insertContent({ type: "text", text: href, marks }).run();
    } else chain.setLink({ href: address(href) }).run();
  };

  return {
    send(kind, payload) {
      if (closed) return;
      if (kind === "set") show(payload);
      else if (kind === "run") COMMANDS[payload]?.(editor.chain().focus()).run();
      else if (kind === "link") link(payload);
      else if (kind === "focus") editor.commands.focus();
    },
    dispose() {
      closed = true;
      generation.abort();
      described.disconnect();
      source.removeEventListener("focus", focus);
      source.removeEventListener("input", changed);
      source.form?.removeEventListener("reset", reset);
      editor.destroy();
    },
  };
}
