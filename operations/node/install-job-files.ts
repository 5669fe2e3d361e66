/** The transient systemd unit that an installation runs as. */
export const INSTALL_UNIT = "openvidu-cluster-install.service";
/** On tmpfs, for root only: the script, which holds secrets, and the output. Gone once the result is known. */
export const INSTALL_FOLDER = "/run/openvidu-cluster";
export const INSTALL_SCRIPT = `${INSTALL_FOLDER}/install.sh`;
export const INSTALL_WRAPPER = `${INSTALL_FOLDER}/run.sh`;
export const INSTALL_OUTPUT = `${INSTALL_FOLDER}/output`;
/** Survives a reboot: one line, what is known of the last installation and when. */
export const STATE_FOLDER = "/var/lib/openvidu-cluster";
export const INSTALL_STATE = `${STATE_FOLDER}/install`;
