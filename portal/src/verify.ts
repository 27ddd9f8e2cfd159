// The verifying page alone, for the file that people keep: it asks no server for anything.
import { createApp } from "vue";
import VerifyAlone from "./VerifyAlone.vue";
import "./style.css";

createApp(VerifyAlone).mount("#app");
