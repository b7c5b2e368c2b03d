// Digital Bazaar's status lists, for the benchmark.

export {createCredential, createList} from '@digitalbazaar/vc-bitstring-status-list';
