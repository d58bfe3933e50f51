// Filling in the fields that are more than an <input>.
import { expect, type Locator, type Page } from "@playwright/test";

/** The editor of a rich text, once it has taken over from the plain field. */
export function editor(page: Page, name: string): Locator {
  return page.locator(".rich[data-ready]").getByRole("textbox", { name });
}

/** Finds a choice by its name and takes it. */
export async function pick(page: Page, field: string, choice: string): Promise<void> {
  const box = page.getByRole("combobox", { name: field, exact: true });
  await box.fill(choice);
  await page.getByRole("option", { name: choice }).click();
  await expect(box).toHaveValue(choice);
}

/** Takes a tag out of the list of tags. */
export async function pickTag(page: Page, field: string, tag: string): Promise<void> {
  const box = page.getByRole("combobox", { name: field, exact: true });
  await box.click();
  await page.getByRole("option", { name: tag }).click();
  await expect(page.locator(".tag-input__control .tag", { hasText: tag })).toBeVisible();
  await box.press("Escape");
}

/** Pastes a picture, as from a screenshot. */
export async function pastePicture(field: Locator, name: string, bytes: Buffer): Promise<void> {
  const paste = (element: Element, { name, base64 }: { name: string; base64: string }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };
  await field.evaluate(paste, { name, base64: bytes.toString("base64") });
}

/** Pastes a piece of a web page. */
export async function pasteHtml(field: Locator, html: string): Promise<void> {
  const paste = (element: Element, html: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };
  await field.evaluate(paste, html);
}
