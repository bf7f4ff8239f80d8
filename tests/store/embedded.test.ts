import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import { newFolder, removeFolder } from '../helpers/temp.ts'
import { contract } from './contract.ts'

const dataDir = newFolder()
contract('embedded', {
  open: () => openEmbedded({ dataDir }),
  reopen: async (store) => {
    await store.close()
    return openEmbedded({ dataDir })
  },
  end: async () => removeFolder(dataDir),
})
