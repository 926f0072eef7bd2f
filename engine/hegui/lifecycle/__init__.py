"""May the product enter the next stage: measures of its journal, gates, deadlines, the earliest day. It keeps no state."""
