// What files are fetched for: who fetches several for one purpose says it once.
import { ref } from "vue";

export const purpose = ref("");
