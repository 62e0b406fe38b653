// Whether the panel's kernel is still there. The question is asked of the server and not of the
// kernel, with a word that it is no activity, so that idle kernels are still culled.
const EVERY = 3000;
const TOO_LONG = 4000;
const BEGINS = ["starting", "restarting", "autorestarting"];

const WORDS = {
  ended: "The workbook has stopped. What you type is not saved now, but it is kept in this browser tab.",
  server: "The workbook's server does not answer. What you type is not saved now, but it is kept in this browser tab.",
};
const BY_ITSELF = "It is starting again by itself, and will bring back what you typed.";
const SERVER_HINT = "It goes on as soon as the server answers. If you stopped it, start it again as you did before.";
const BY_BUTTON = "Press the button to start it again. What you typed comes back.";
const BY_HAND = "Choose Run, then Run All Cells. What you typed comes back.";
const LONG_START = 12000;

class SignOfLife {
  constructor(model, panel, typing) {
    Object.assign(this, { panel, typing, manager: model.widget_manager });
    this.kernel = this.manager?.kernel;
    this.lost = "";
    if (!this.kernel) return; // a place that shows no kernel, such as an editor
    this.onStatus = (_, status) => {
      if (BEGINS.includes(status)) this.part("ended");
    };
    this.kernel.statusChanged?.connect(this.onStatus);
    this.ask().then((answer) => {
      this.isAskable = answer === "here";
    });
    this.timer = setInterval(() => void this.look(), EVERY);
  }

  stop() {
    clearInterval(this.timer);
    this.kernel?.statusChanged?.disconnect(this.onStatus);
  }

  async look() {
    if (!this.panel.isConnected || this.isLooking) return;
    this.isLooking = true;
    const found = await this.find();
    this.isLooking = false;
    if (found === "here") this.reunite();
    else this.part(found);
    if (!this.lost) this.typing.sweep(false);
  }

  async find() {
    const isForgotten = this.panel.classList.contains("jupyter-widgets-disconnected");
    const { isDisposed, status } = this.kernel;
    const isOther = this.manager.kernel && this.manager.kernel.id !== this.kernel.id;
    if (isForgotten || isDisposed || status === "dead" || isOther) return "ended";
    if (this.lost === "ended") return "ended";
    if (!this.isAskable) return this.kernel.connectionStatus === "disconnected" ? "server" : "here";
    return this.ask();
  }

  async ask() {
    const { baseUrl, token } = this.kernel.serverSettings ?? {};
    const address = `${baseUrl}api/kernels/${this.kernel.id}?no_track_activity=1`;
    const headers = token ? { Authorization: `token ${token}` } : {};
    try {
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TOO_LONG) });
      if (answer.status === 404) return "ended";
      if (answer.status >= 500 || answer.status === 424) return "server";
      return "here";
    } catch {
      return "server";
    }
  }

  part(how) {
    if (this.lost !== how) {
      this.lost = how;
      this.typing.part();
      this.panel.classList.add("fk-parted");
      document.querySelector(".fk-answer")?.remove();
      this.say();
    }
    for (const button of this.panel.querySelectorAll("button:enabled, input[type=file]:enabled")) {
      if (button.closest(".fk-lost")) continue;
      button.disabled = true;
      button.dataset.fkHeld = "true";
    }
  }

  reunite() {
    if (!this.lost) return;
    this.lost = "";
    this.panel.classList.remove("fk-parted");
    this.panel.querySelector(":scope > .fk-lost")?.remove();
    for (const button of this.panel.querySelectorAll("[data-fk-held]")) {
      button.disabled = false;
      delete button.dataset.fkHeld;
    }
  }

  say() {
    this.panel.querySelector(":scope > .fk-lost")?.remove();
    const alert = document.createElement("div");
    alert.className = "fk-lost";
    alert.setAttribute("role", "alert");
    this.panel.prepend(alert);
    const text = document.createElement("p");
    alert.append(text);
    const tell = (more) => {
      text.textContent = `${WORDS[this.lost]} ${more}`;
    };
    if (this.lost === "server") {
      tell(SERVER_HINT);
      return;
    }
    const asked = new CustomEvent("followup-kit:parted", { bubbles: true, cancelable: true });
    if (!this.panel.dispatchEvent(asked)) {
      tell(BY_ITSELF);
      setTimeout(() => alert.isConnected && this.offer(alert, tell), LONG_START);
    } else this.offer(alert, tell);
  }

  offer(alert, tell) {
    const isApp = "voila" in document.body.dataset;
    if (!isApp && document.documentElement.dataset.followupKit !== "here") {
      tell(BY_HAND);
      return;
    }
    tell(BY_BUTTON);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fk-link";
    button.textContent = "Start again";
    button.addEventListener("click", () => {
      if (isApp) window.location.reload();
      else this.panel.dispatchEvent(new CustomEvent("followup-kit:start", { bubbles: true }));
    });
    alert.append(button);
  }
}
