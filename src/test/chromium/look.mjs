// Looks at the report as people do - light, dark, on a phone, without script, printed - and says what is to be seen, as JSON.
// Arguments: the page, a folder for pictures, the browser ("-": the one in the npm package).
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [page, pictures, path] = process.argv.slice(2);
const address = pathToFileURL(page).href;
const packaged = path === "-" ? (await import("@sparticuz/chromium")).default : undefined;
const browser = await puppeteer.launch({
  executablePath: packaged ? await packaged.executablePath() : path,
  args: [...(packaged ? packaged.args : []), "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  headless: packaged ? "shell" : true,
});

async function view(name, { width = 1280, scheme = "light", media = "screen", script = true }, look) {
  const tab = await browser.newPage();
  const asked = [];
  const faults = [];
  tab.on("request", request => asked.push(request.url()));
  tab.on("pageerror", fault => faults.push(String(fault)));
  tab.on("console", line => line.type() === "error" && faults.push(line.text()));
  await tab.setJavaScriptEnabled(script);
  await tab.setViewport({ width, height: 900 });
  // Puppeteer's own calls for medium and scheme undo each other.
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await (await tab.createCDPSession()).send("Emulation.setEmulatedMedia", { media, features });
  await tab.goto(address);
  await tab.screenshot({ path: join(pictures, name + ".png"), fullPage: true });
  const seen = await look(tab);
  await tab.close();
  return { ...seen, faults, others: asked.filter(url => url !== address && !url.startsWith("data:")) };
}

// What is on the screen, and whether it can be read there.
const eyes = () => {
  const channels = text => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), opaque: parts.length < 4 || parts[3] > 0 };
  };
  const light = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const ground = channels(getComputedStyle(each).backgroundColor);
      if (ground.opaque) {
        return light(ground.rgb);
      }
    }
    return 1;
  };
  const texts = [...document.querySelectorAll("body *:not(svg, svg *, script)")].filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && element.checkVisibility());
  const contrasts = texts.map(element => {
    const a = light(channels(getComputedStyle(element).color).rgb);
    const b = behind(element);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
  const rows = [...document.querySelectorAll("#jobs tbody tr")].filter(row => row.checkVisibility());
  return {
    title: document.title,
    text: document.body.innerText,
    ground: getComputedStyle(document.body).backgroundColor,
    scroll: document.documentElement.scrollWidth,
    contrast: Math.min(...contrasts),
    small: Math.min(...texts.map(element => parseFloat(getComputedStyle(element).fontSize))),
    jobs: rows.map(row => row.cells[0].innerText),
    unnamed: [...document.querySelectorAll("svg")].filter(svg => !svg.getAttribute("aria-label")).length,
    headers: [...document.querySelectorAll("th")].filter(head => !head.scope).length,
    filter: document.querySelector("#filter").checkVisibility(),
  };
};

const seen = {
  light: await view("light", {}, tab => tab.evaluate(eyes)),
  dark: await view("dark", { scheme: "dark" }, tab => tab.evaluate(eyes)),
  phone: await view("phone", { width: 360 }, async tab => {
    const tree = await tab.accessibility.snapshot({ interestingOnly: false });
    const roles = node => [node.role, ...(node.children ?? []).flatMap(roles)];
    return { ...(await tab.evaluate(eyes)), cells: roles(tree).filter(role => role === "cell" || role === "gridcell").length };
  }),
  plain: await view("plain", { script: false }, async tab => {
    await tab.setJavaScriptEnabled(true);
    return tab.evaluate(eyes);
  }),
  print: await view("print", { media: "print" }, async tab => {
    await tab.pdf({ path: join(pictures, "print.pdf"), format: "A4" });
    return tab.evaluate(eyes);
  }),
  filtered: await view("filtered", {}, async tab => {
    await tab.type("#filter input", "ORDER");
    return tab.evaluate(eyes);
  }),
  sorted: await view("sorted", {}, async tab => {
    const heads = await tab.$$("#jobs thead button");
    await heads[3].click();
    await heads[3].click();
    return tab.evaluate(eyes);
  }),
};
await browser.close();
console.log(JSON.stringify(seen));
