import "./menus.js";
import "./shell.js";
